"""The URLs in texts and blocks, in the form in which they are requested."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import idna
from django.utils.encoding import iri_to_uri

MAX_URL_LENGTH = 1_000  # characters
HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')  # as Wagtail stores rich text
URL = re.compile(r"https?://\S+", re.IGNORECASE)


def checkable(text: str) -> str:
    """The URL as a request needs it: ASCII, without fragment and credentials. Empty if it is not an HTTP URL."""
    try:
        parts = urlsplit(text.strip())
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return ""
        host = ascii_host(parts.hostname)
        port = f":{parts.port}" if parts.port else ""
        query = iri_to_uri(parts.query) or ""
        url = urlunsplit((parts.scheme, host + port, iri_to_uri(parts.path) or "/", query, ""))
    except ValueError:
        return ""
    return url if len(url) <= MAX_URL_LENGTH and not re.search(r"[\s\x00-\x1f\x7f]", url) else ""


def ascii_host(host: str) -> str:
    """The host in ASCII (IDNA). Raises `ValueError` if it cannot be a host."""
    if ":" in host:
        return f"[{host}]"
    return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")


def urls_in(value: Any) -> Iterator[str]:
    """The `checkable` URLs in a rich text, a URL, or the raw data of a stream field, possibly with duplicates."""
    if isinstance(value, str):
        found = [value] if URL.fullmatch(value.strip()) else map(html.unescape, HREF.findall(value))
        yield from filter(None, map(checkable, found))
    elif isinstance(value, dict):
        for each in value.values():
            yield from urls_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from urls_in(each)
