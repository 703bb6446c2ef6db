"""A table with column headings and, in its first column, row headings. Its texts can be translated."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DecimalBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue

CAPTION = "caption"


class TableBlock(TypedTableBlock):
    text = CharBlock(required=False, max_length=255, label=_("Text"))
    number = DecimalBlock(required=False, label=_("Number"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "components/streamfield/blocks/table.html"

    # wagtail-localize does not know tables, but calls these two methods on blocks that have them.

    def get_translatable_segments(self, value: TypedTable) -> list[StringSegmentValue]:
        return [StringSegmentValue(path, text) for path, text in _texts(value) if text]

    def restore_translated_segments(self, value: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        found = {segment.path: segment.render_text() for segment in segments}
        columns = [
            {**column, "heading": found.get(_heading(place), column["heading"])}
            for place, column in enumerate(value.columns)
        ]
        rows = [
            {"values": [found.get(_cell(row, place), cell) for place, cell in enumerate(values["values"])]}
            for row, values in enumerate(value.row_data)
        ]
        return TypedTable(columns, rows, found.get(CAPTION, value.caption))


def _heading(column: int) -> str:
    return f"heading-{column}"


def _cell(row: int, column: int) -> str:
    return f"cell-{row}-{column}"


def _texts(table: TypedTable) -> Iterator[tuple[str, str]]:
    """The texts to translate, each with the last part of its path."""
    yield CAPTION, table.caption
    for place, column in enumerate(table.columns):
        yield _heading(place), column["heading"]
    for row, values in enumerate(table.row_data):
        for place, (column, cell) in enumerate(zip(table.columns, values["values"], strict=False)):
            if isinstance(column["block"], CharBlock):
                yield _cell(row, place), cell
