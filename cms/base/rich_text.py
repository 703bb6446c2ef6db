"""Rich text as a small tree of plain data, which each output format renders; a template never sees markup.

A block is `{"kind": "paragraph" | "heading", "nodes": [...]}` or `{"kind": "bullets" | "numbers", "items": [[block]]}`.
A node is a string, `{"kind": "bold" | "italic", "nodes": [...]}`, `{"kind": "link", "url": ..., "nodes": [...]}` or
`{"kind": "break"}`.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from cms.base.text import storable

Node = str | dict[str, Any]
Block = dict[str, Any]

SPACE = re.compile(r"[ \t\r\n\f]+")  # as HTML collapses it; a no-break space stays
# Added by the editor to text blocks without one, and no part of the text. Also as JSON has it, in stream fields.
BLOCK_KEY = re.compile(r' ?data-block-key=\\?"\w*\\?"')
SCHEMES = {"http", "https", "mailto", "tel"}
INLINE = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
LISTS = {"ul": "bullets", "ol": "numbers"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CONTAINERS = {
    "address",
    "article",
    "blockquote",
    "body",
    "div",
    "html",
    "li",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
}
LEFT_OUT = {"script", "style", "template", "embed", "iframe", "object"}
MAX_LENGTH = 100_000  # characters: sixty pages. Five times as many take seconds to clean, several times for each saving
MAX_DEPTH = 12  # nested elements; anything deeper is reduced to its text


def blocks(html: str, base_url: str) -> list[Block]:
    """The blocks of `html`. Relative URLs are resolved against `base_url`; links to other schemes become text."""
    return list(_blocks(BeautifulSoup(html, "html.parser").contents, base_url, 0))


def nodes(html: str, base_url: str) -> list[Node]:
    """As `blocks`, for one line."""
    return _trimmed(_nodes(BeautifulSoup(html, "html.parser").contents, base_url, 0))


def links_of(tree: list[Any]) -> Iterator[dict[str, Any]]:
    """Every link in `tree`, in the order of the text."""
    for each in tree:
        if isinstance(each, list):
            yield from links_of(each)
        elif isinstance(each, dict):
            if each["kind"] == "link":
                yield each
            yield from links_of(each.get("nodes") or each.get("items") or [])


def _blocks(elements: list[PageElement], base_url: str, depth: int) -> Iterator[Block]:
    line: list[Node] = []  # what is outside any block
    for element in elements:
        name = element.name if isinstance(element, Tag) else ""
        is_block = name == "p" or name in HEADINGS or name in LISTS or name in CONTAINERS
        if not is_block or not isinstance(element, Tag) or depth >= MAX_DEPTH:
            line += _nodes([element], base_url, depth)
            continue
        yield from _paragraph(line)
        line = []
        if name in LISTS:
            found = (child for child in element.contents if isinstance(child, Tag))
            items = [list(_blocks(child.contents, base_url, depth + 1)) for child in found]
            if any(items):
                yield {"kind": LISTS[name], "items": [item for item in items if item]}
        elif name in CONTAINERS:
            yield from _blocks(element.contents, base_url, depth + 1)
        else:
            kind = "heading" if name in HEADINGS else "paragraph"
            yield from _paragraph(_nodes(element.contents, base_url, depth + 1), kind)
    yield from _paragraph(line)


def _paragraph(found: list[Node], kind: str = "paragraph") -> Iterator[Block]:
    if kept := _trimmed(found):
        yield {"kind": kind, "nodes": kept}


def _nodes(elements: list[PageElement], base_url: str, depth: int) -> list[Node]:
    found: list[Node] = []
    for element in elements:
        if isinstance(element, PreformattedString):  # a comment, for instance
            continue
        if isinstance(element, NavigableString):
            found.append(storable(SPACE.sub(" ", element)))
        elif not isinstance(element, Tag) or element.name in LEFT_OUT:
            continue
        elif depth >= MAX_DEPTH:
            found.append(storable(SPACE.sub(" ", element.get_text(" "))))
        elif element.name == "br":
            found.append({"kind": "break"})
        else:
            found += _element(element, _nodes(element.contents, base_url, depth + 1), base_url)
    return found


def _element(element: Tag, inside: list[Node], base_url: str) -> list[Node]:
    if element.name in INLINE:
        return [{"kind": INLINE[element.name], "nodes": inside}]
    if element.name == "a" and (url := usable_url(str(element.get("href") or ""), base_url)):
        return [{"kind": "link", "url": url, "nodes": inside}]
    return inside


def usable_url(url: str, base_url: str) -> str:
    """The absolute URL, or an empty string if it could not be followed from a file."""
    try:
        absolute = storable(urljoin(base_url, url.strip()))
        return absolute if url.strip() and urlsplit(absolute).scheme in SCHEMES else ""
    except ValueError:
        return ""


def _trimmed(found: list[Node]) -> list[Node]:
    """Without spaces and breaks at both ends; empty if there are no words."""
    blank = [" ", "", {"kind": "break"}]
    while found and found[-1] in blank:
        found.pop()
    while found and found[0] in blank:
        found.pop(0)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip(" ")
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" ")
    return found if _has_words(found) else []


def _has_words(found: list[Node]) -> bool:
    return any(node.strip() if isinstance(node, str) else _has_words(node.get("nodes", [])) for node in found)
