"""Long texts: rich text on the page, plain text in a cell, with blank lines between paragraphs and `- ` for lists."""

import re
from html import escape
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.base.blocks import RICH_TEXT_FEATURES
from cms.base.rich_text import BLOCK_KEY, MAX_LENGTH, Block, Node, blocks
from cms.base.text import storable
from cms.base.text_limits import AtMost
from practices.exchange.columns.cells import Cell, Formatted, Misread, as_text
from practices.exchange.columns.column import Column
from practices.exchange.columns.knowledge import Knowledge

BULLET = re.compile(r"^\s*[-*•–]\s+(.*)$")
NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+(.*)$")
TAGS = {"bullets": "ul", "numbers": "ol"}


class LongText(Column):
    is_fact = False
    is_long = True

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        """Raises `Misread` for texts longer than the form accepts."""
        text = as_text(cell)
        limit = AtMost(MAX_LENGTH)
        if not limit.allows(text):
            raise Misread(limit.too_long(text))
        return cleaned(cell.html) if isinstance(cell, Formatted) else html_of(text)

    def write(self, value: Any) -> str:
        return text_of(value or "")


def cleaned(html: str) -> str:
    """`html` as the editor of these texts would save it: only its own elements, and no `javascript:` links."""
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    return BLOCK_KEY.sub("", str(converter.to_database_format(converter.from_database_format(html))))


def html_of(text: str) -> str:
    """Rich text from plain `text`, preserving every character as typed."""
    parts: list[tuple[str, list[str]]] = []  # kind and lines
    begun = False
    for line in storable(text).splitlines():
        kind, words = _kind_of(line)
        if not words:
            begun = False
        elif kind and parts and parts[-1][0] == kind:  # also after a blank line
            parts[-1][1].append(words)
            begun = True
        elif kind:
            parts.append((kind, [words]))
            begun = True
        elif begun and parts[-1][0] in TAGS:
            parts[-1][1][-1] += f" {words}"  # an item of two lines
        elif begun:
            parts[-1][1].append(words)
        else:
            parts.append(("", [words]))
            begun = True
    return "".join(_html(kind, lines) for kind, lines in parts)


def _kind_of(line: str) -> tuple[str, str]:
    if found := BULLET.match(line):
        return "bullets", found[1].strip()
    if found := NUMBER.match(line):
        return "numbers", found[1].strip()
    return "", line.strip()


def _html(kind: str, lines: list[str]) -> str:
    if tag := TAGS.get(kind):
        items = "".join(f"<li>{escape(line, quote=False)}</li>" for line in lines)
        return f"<{tag}>{items}</{tag}>"
    return f"<p>{'<br/>'.join(escape(line, quote=False) for line in lines)}</p>"


def text_of(html: str) -> str:
    """The plain text of rich text: bold, italics and link URLs are dropped."""
    if not html:
        return ""
    return "\n\n".join(filter(None, (_block(block) for block in blocks(html, ""))))


def _block(block: Block) -> str:
    if block["kind"] not in TAGS:
        return "\n".join(line.strip() for line in _inline(block["nodes"]).splitlines())
    lines = []
    for number, item in enumerate(block["items"], 1):
        mark = "- " if block["kind"] == "bullets" else f"{number}. "
        lines.append(mark + "\n".join(_block(each) for each in item))
    return "\n".join(lines)


def _inline(found: list[Node]) -> str:
    return "".join(node if isinstance(node, str) else _node(node) for node in found)


def _node(node: dict[str, Any]) -> str:
    return "\n" if node["kind"] == "break" else _inline(node["nodes"])
