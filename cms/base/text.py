"""Rich text and stream values as plain text, and texts that every database can hold."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

BREAK = re.compile(r"[\v\f\x85]")  # a line or page, in what was copied from other programs
NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
REFUSED = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{NO_CHARACTERS}]")
BLOCK_END = re.compile(r"</(p|li|h\d|blockquote|tr)>|<br ?/?>", re.IGNORECASE)


def storable(text: Any) -> str:
    """`text` without what some database, XML or typesetter refuses.

    Those are control characters such as NUL, except tabs and line breaks; Unicode noncharacters; and lone surrogates.
    """
    return REFUSED.sub("", BREAK.sub(" ", str(text).encode(errors="ignore").decode()))


def host_name(url: str) -> str:
    """The host in `url`, as the text of a link that has none: a URL is not for reading. `url` itself without a host."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # what no browser opens either
        host = ""
    return host.removeprefix("www.") or url


def html_to_text(html: str) -> str:
    """The text of `html`, with a line break where a block ends."""
    return unescape(strip_tags(BLOCK_END.sub("\n", html))).strip()


def lines_of(text: str) -> list[str]:
    """The non-blank lines, stripped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def plain_text(value: StreamValue | str | None) -> str:
    """The text of a rich text field, a stream field or a plain string."""
    if not value:
        return ""
    if isinstance(value, StreamValue):
        return "\n".join(html_to_text(text) for block in value for text in _block_texts(block))
    return html_to_text(str(value))


def _block_texts(block: StreamValue.StreamChild) -> list[str]:
    return [str(text) for text in block.block.get_searchable_content(block.value)]
