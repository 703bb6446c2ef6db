"""Where to go on from a URL of the admin whose object does not exist (any more)."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve


def list_above(path: str) -> str:
    """The nearest URL above `path` that names no object, such as the list it was in, or the first screen. "" for none.

    Wagtail's catch-all, which responds with 404, has no name.
    """
    parts = urlsplit(path).path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        url = f"/{'/'.join(parts[:length])}/"
        try:
            found = resolve(url)
        except Resolver404:
            continue
        if found.url_name and not found.args and not found.kwargs:
            return url
    return ""
