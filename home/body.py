"""Blocks from HTML, in which the texts of new sites and of the demonstration are written."""

from typing import Any

from bs4 import Tag

Block = dict[str, Any]


def special_block(tag: Tag) -> Block | None:
    """None for a tag that belongs in a paragraph block.

    A paragraph of class "link" is an external link, a `<cite>` in a quotation is its source.
    """
    if tag.name == "h2":
        return {"type": "heading", "value": tag.get_text()}
    if tag.name == "blockquote":
        source = cite.extract().get_text() if (cite := tag.cite) else ""
        return {"type": "quote", "value": {"text": tag.decode_contents(), "source": source}}
    if tag.name == "table":
        return {"type": "table", "value": _table(tag)}
    if "link" in tag.get_attribute_list("class"):
        return {"type": "link", "value": _link(tag)}
    return None


def _table(tag: Tag) -> dict[str, Any]:
    """Columns with a number in every row are treated as numeric."""
    head, *rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
    numbers = [all(row[place].isdecimal() for row in rows) for place in range(len(head))]
    return {
        "caption": tag.caption.get_text() if tag.caption else "",
        "columns": [
            {"type": "number" if is_number else "text", "heading": heading}
            for heading, is_number in zip(head, numbers, strict=True)
        ],
        "rows": [{"values": row} for row in rows],
    }


def _link(tag: Tag) -> dict[str, Any]:
    """`<p class="link"><a href="…">title</a> <cite>provider</cite></p>`; with the class "video" as well, to a video."""
    return {
        "url": tag.a["href"],  # type: ignore[index]
        "kind": "video" if "video" in tag.get_attribute_list("class") else "page",
        "title": tag.a.get_text(),  # type: ignore[union-attr]
        "provider": tag.cite.get_text(),  # type: ignore[union-attr]
        "picture": None,
    }
