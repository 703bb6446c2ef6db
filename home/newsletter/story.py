"""The full text of a page made of blocks, such as a news item, for print.

In addition to the blocks of `cms.base.rich_text`:
`{"kind": "table", "caption": ..., "columns": [{"heading": ..., "is_number": ...}], "rows": [[text]]}`,
`{"kind": "quote", "blocks": [block], "source": ...}` and
`{"kind": "figure", "picture": Picture, "caption": ...}`.
"""

from collections.abc import Callable
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import expand_db_html

from cms.base.rich_text import Block, blocks, usable_url
from cms.base.text import html_to_text, storable
from home.newsletter.edition import Picture

Value = Any


def story_of(page: Any, url: str) -> list[Block]:
    """Empty for pages not made of blocks, such as practices, which are too long."""
    found: list[Block] = []
    if isinstance(body := getattr(page, "body", None), StreamValue):
        for block in body:
            found += WRITTEN[block.block_type](block.value, url) if block.block_type in WRITTEN else _other(block)
    return found


def picture_of(image: Any) -> Picture:
    """The picture of a block, with the block's alternative text."""
    alt = "" if image.decorative else image.contextual_alt_text or image.description
    return Picture(image, storable(alt), storable(image.credit))


def paragraphs(plain: str) -> list[Block]:
    lines = [" ".join(line.split()) for line in storable(plain).splitlines()]
    return [{"kind": "paragraph", "nodes": [line]} for line in lines if line]


def _heading(value: str, url: str) -> list[Block]:
    return [{"kind": "heading", "nodes": [storable(value)]}]


def _paragraph(value: Value, url: str) -> list[Block]:
    return blocks(expand_db_html(value.source), url)


def _figure(value: Value, url: str) -> list[Block]:
    if not (image := value["image"]):
        return []
    return [{"kind": "figure", "picture": picture_of(image), "caption": storable(value["caption"] or "")}]


def _gallery(value: Value, url: str) -> list[Block]:
    return [block for figure in value for block in _figure(figure, url)]


def _quote(value: Value, url: str) -> list[Block]:
    words = _paragraph(value["text"], url)
    return [{"kind": "quote", "blocks": words, "source": storable(value["source"] or "")}] if words else []


def _table(value: TypedTable, url: str) -> list[Block]:
    columns = [
        {"heading": storable(column["heading"]), "is_number": column["block"].name == "number"}
        for column in value.columns
    ]
    rows = [["" if cell is None else storable(localize(cell)) for cell in row["values"]] for row in value.row_data]
    return [{"kind": "table", "caption": storable(value.caption), "columns": columns, "rows": rows}] if columns else []


def _files(value: Value, url: str) -> list[Block]:
    items = []
    for file in value:
        if document := file["document"]:
            name = _link(file["label"] or document.title, document.url, url)
            items.append([{"kind": "paragraph", "nodes": [name, f" ({storable(document.file_extension.upper())})"]}])
    return [{"kind": "bullets", "items": items}] if items else []


def _link_card(value: Value, url: str) -> list[Block]:
    opens = {
        "video": _("Video, opens at %(provider)s"),
        "sound": _("Recording, opens at %(provider)s"),
    }.get(value["kind"], _("Opens at %(provider)s"))
    about = opens % {"provider": storable(value["provider"])}
    nodes = [_link(value["title"], value["url"], url), {"kind": "break"}, about]
    return [{"kind": "paragraph", "nodes": nodes}]


def _link(words: str, target: str, url: str) -> Any:
    absolute = usable_url(target, url)
    return {"kind": "link", "url": absolute, "nodes": [storable(words)]} if absolute else storable(words)


def _other(block: Any) -> list[Block]:
    found = []
    for part in block.block.get_searchable_content(block.value):
        found += paragraphs(html_to_text(str(part)))
    return found


WRITTEN: dict[str, Callable[[Value, str], list[Block]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "image": _figure,
    "gallery": _gallery,
    "quote": _quote,
    "table": _table,
    "files": _files,
    "link": _link_card,
}
