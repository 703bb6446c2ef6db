"""XLSX, row by row in constant memory. Nothing that is written becomes a formula or a link."""

from collections.abc import Iterable
from typing import IO, Any

from django.utils.translation import pgettext
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CHARACTERS = 32_767  # in a cell: longer texts would be silently dropped
WIDTHS = {"title": 40, "summary": 50, "external_id": 14, "language": 12, "url": 50}
LONG, USUAL = 50, 22


def open_workbook(stream: IO[bytes] | str) -> Workbook:
    return Workbook(
        stream,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )


def add_sheet(book: Workbook, name: str, headings: Iterable[str], widths: Iterable[float]) -> Worksheet:
    """A sheet whose first row contains the headings and is frozen."""
    sheet = book.add_worksheet(sheet_name(name))
    bold = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})  # text: "5-12" is not a date
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width, body)
    sheet.set_row(0, 32, bold)
    write_row(sheet, 0, headings, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def write_row(sheet: Worksheet, number: int, texts: Iterable[str], form: Any = None) -> None:
    """Raises `ValueError` if a cell could not be written."""
    for place, text in enumerate(texts):
        if text and sheet.write_string(number, place, text[:MAX_CHARACTERS], form) < 0:
            raise ValueError(f"row {number}, column {place}: not written")


def sheet_name(name: str) -> str:
    """A sheet name that spreadsheets accept."""
    return "".join(character for character in name if character not in "[]:*?/\\")[:31]


def sheet_of_practices() -> str:
    return pgettext("name of a sheet", "Practices")


def width_of(name: str, is_long: bool) -> float:
    return WIDTHS.get(name, LONG if is_long else USUAL)
