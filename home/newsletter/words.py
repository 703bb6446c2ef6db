"""The text of an edition (`cms.base.rich_text`) as HTML that a mail may hold, and as plain text."""

from collections.abc import Iterator
from textwrap import fill, indent
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from cms.base.rich_text import Block, Node

WIDTH = 72  # characters per line of plain text
ELEMENTS = {"bold": "strong", "italic": "em", "paragraph": "p", "heading": "h3", "bullets": "ul", "numbers": "ol"}


def html_of(tree: list[Block], site_url: str = "") -> SafeString:
    """HTML with only the elements above, all closed. Links below `site_url` become relative to it."""
    return SafeString("".join(_block(block, site_url) for block in tree))


def _block(block: Block, site_url: str) -> SafeString:
    name = ELEMENTS[block["kind"]]
    if "items" in block:
        items = format_html_join("", "<li>{}</li>", ((html_of(item, site_url),) for item in block["items"]))
        return format_html("<{0}>{1}</{0}>", name, items)
    return format_html("<{0}>{1}</{0}>", name, _inline(block["nodes"], site_url))


def _inline(nodes: list[Node], site_url: str) -> SafeString:
    return format_html_join("", "{}", ((_node(node, site_url),) for node in nodes))


def _node(node: Node, site_url: str) -> SafeString:
    if isinstance(node, str):
        return escape(node)
    if node["kind"] == "break":
        return SafeString("<br/>")
    inside = _inline(node["nodes"], site_url)
    if node["kind"] == "link":
        return format_html('<a href="{}">{}</a>', relative(node["url"], site_url), inside)
    return format_html("<{0}>{1}</{0}>", ELEMENTS[node["kind"]], inside)


def relative(url: str, site_url: str) -> str:
    """`url` without the host, if it is below `site_url`, which ends with a slash."""
    return f"/{url.removeprefix(site_url)}" if site_url and url.startswith(site_url) else url


def plain_text_of(tree: list[Block]) -> str:
    """Text in lines of `WIDTH` characters, with blank lines between paragraphs, and URLs after links."""
    return "\n\n".join(_plain_block(block) for block in tree)


def wrapped(line: str) -> str:
    """Wraps lines without breaking URLs, which mail programs turn into links."""
    return "\n".join(fill(each, WIDTH, break_long_words=False, break_on_hyphens=False) for each in line.splitlines())


def _plain_block(block: Block) -> str:
    if "items" not in block:
        return wrapped(_plain(block["nodes"]))
    bullets = block["kind"] == "bullets"
    lines = []
    for number, item in enumerate(block["items"], 1):
        mark = "- " if bullets else f"{number}. "
        lines.append(mark + indent(plain_text_of(item), " " * len(mark)).lstrip())
    return "\n".join(lines)


def _plain(nodes: list[Node]) -> str:
    found = ""
    for node in nodes:
        if isinstance(node, str):
            found += node
        elif node["kind"] == "break":
            found += "\n"
        else:
            inside = _plain(node["nodes"])
            url = node.get("url", "").removeprefix("mailto:").removeprefix("tel:")
            found += f"{inside} <{url}>" if url and url != inside else inside
    return found


def strings_in(tree: list[Any]) -> Iterator[str]:
    """All strings in `tree`."""
    for each in tree:
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            yield from strings_in(each)
        else:
            yield from strings_in(each.get("nodes") or each.get("items") or [])
