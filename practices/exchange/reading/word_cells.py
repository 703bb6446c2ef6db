"""Turns the content below a document's heading, or in a table of facts, into the cell of a column."""

import re
from collections.abc import Callable
from html import escape

from cms.base.rich_text import Block, blocks, links_of
from practices.exchange.columns.cells import Cell, Formatted
from practices.exchange.columns.column import Paragraph
from practices.exchange.columns.declared import BY_NAME
from practices.exchange.columns.links import Links
from practices.exchange.columns.rich_texts import LongText, text_of

BETWEEN_PARAGRAPHS = re.compile(r"</p>\s*<p>")
Table = list[list[str]]  # the HTML of each cell


def cell_of(name: str, html: str) -> Cell:
    """Long texts keep their formatting. In other columns, each paragraph and each list item becomes a line."""
    column = BY_NAME.get(name)
    if isinstance(column, LongText):
        return Formatted(text_of(html), html)
    if isinstance(column, Paragraph):
        return text_of(html)
    if isinstance(column, Links):
        return "\n".join(_links(html)) or "\n".join(_lines(blocks(html, "")))
    if name == "source_url" and (found := list(links_of(blocks(html, "")))):
        return str(found[0]["url"])
    return "\n".join(_lines(blocks(html, "")))


def _lines(found: list[Block]) -> list[str]:
    lines = []
    for block in found:
        if "items" in block:
            lines += [line for item in block["items"] for line in _lines(item)]
        else:
            lines += _plain(block["nodes"]).splitlines()
    return [line.strip() for line in lines if line.strip()]


def _plain(nodes: list) -> str:
    return "".join(
        node if isinstance(node, str) else "\n" if node["kind"] == "break" else _plain(node["nodes"]) for node in nodes
    )


def _links(html: str) -> list[str]:
    """The links, each preceded by its text."""
    found = []
    for link in links_of(blocks(html, "")):
        text = " ".join(_plain(link["nodes"]).split())
        found.append(link["url"] if text in link["url"] else f"{text} {link['url']}")
    return found


def facts_of(rows: Table, column: Callable[[str], str]) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """The facts in a table with one per row: HTML and label by column, and the unknown labels.

    `column` returns the column name of a label. Empty for other kinds of tables.
    """
    found: dict[str, tuple[str, str]] = {}
    unknown: list[str] = []
    last = ""
    for row in rows:
        if len(row) < 2 or any(row[2:]):
            continue
        label = " ".join(text_of(row[0]).split())
        name = column(label) if label else last
        if name and row[1]:
            before = found.get(name, ("", label))
            found[name] = before[0] + row[1], before[1]
        elif label and row[1]:
            unknown.append(label.rstrip(": "))
        last = name
    return (found, unknown) if 2 * len(found) >= len(found) + len(unknown) else ({}, [])


def list_of(rows: Table, has_heading_row: bool = False) -> str:
    """Turns a table into a list, because pages have no tables: an item for each row, with the column headings.

    `has_heading_row`: the document marks its first row as headings. Otherwise, in two columns, the first has them.
    """
    rows = [row for row in rows if any(row)]
    if not rows or max(map(len, rows)) == 1:
        return "".join(cell for row in rows for cell in row)
    if max(map(len, rows)) == 2 and not has_heading_row:
        lines = [": ".join(filter(None, [_bold(row[0]), *map(_inline, row[1:])])) for row in rows]
    else:
        headings, *body = rows
        lines = [
            "; ".join(
                ": ".join(filter(None, [_bold(heading), _inline(cell)]))
                for heading, cell in zip(headings, row, strict=False)
                if cell
            )
            for row in body
        ]
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _bold(html: str) -> str:
    words = " ".join(text_of(html).split()).rstrip(": ")
    return f"<b>{escape(words)}</b>" if words else ""


def _inline(html: str) -> str:
    """The content of a cell, with line breaks instead of paragraphs."""
    if "<ul" in html or "<ol" in html or "<table" in html:
        return escape(text_of(html)).replace("\n", "<br/>")
    return BETWEEN_PARAGRAPHS.sub("<br/>", html).removeprefix("<p>").removesuffix("</p>")
