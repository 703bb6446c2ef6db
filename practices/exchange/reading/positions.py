"""What calamine does not report on XLSX and ODS: formulas, merged cells, hidden rows and columns, and sizes.

Parses the XML incrementally. Resolves no entities.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import IO, Any
from zipfile import ZipFile

from lxml import etree

from practices.exchange.reading.limited import TooLarge
from practices.exchange.reading.limits import MAX_COLUMNS, MAX_MERGED, MAX_ROWS

CELL = re.compile(r"([A-Z]{1,4})(\d{1,9})")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FORMULA, MERGED = "formula", "merged"


@dataclass
class Marks:
    """The marks of a sheet. Rows and columns are counted from 0."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)  # FORMULA or MERGED
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: int = 0  # number of cells in merged ranges, which may overlap


def xlsx_marks(archive: ZipFile) -> dict[str, Marks]:
    """Marks by sheet name. Raises `TooLarge`."""
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
    targets = {each.get("Id"): each.get("Target") for each in relations}
    workbook = etree.fromstring(archive.read("xl/workbook.xml"), _parser())
    found = {}
    for sheet in workbook.iter("{*}sheet"):
        path = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(RELATION)) or "")).lstrip("/")
        if path in archive.namelist():
            with archive.open(path) as part:
                found[str(sheet.get("name"))] = _xlsx_sheet(part)
        if sum(each.merged for each in found.values()) > MAX_MERGED:
            raise TooLarge
    return found


def _xlsx_sheet(part: IO[bytes]) -> Marks:
    marks, row = Marks(), -1
    for event, element in _elements(part):
        name = etree.QName(element).localname
        if event == "start" and name == "row":
            row = int(element.get("r") or row + 2) - 1
            _refuse(row, 0)
            if _is_true(element.get("hidden")):
                marks.hidden_rows.add(row)
        elif event == "end" and name == "c":
            place = _place(element.get("r"))
            if place:
                _refuse(*place)
                if element.find("{*}f") is not None:
                    marks.cells[place] = FORMULA
        elif event == "end" and name == "col" and _is_true(element.get("hidden")):
            last = min(int(element.get("max") or 0), MAX_COLUMNS)
            marks.hidden_columns.update(range(int(element.get("min") or 1) - 1, last))
        elif event == "end" and name == "mergeCell":
            _merge(marks, *(_place(corner) for corner in str(element.get("ref")).split(":")))
        if event == "end" and name in ("c", "row"):
            element.clear()
    return marks


def _merge(marks: Marks, first: tuple[int, int] | None, last: tuple[int, int] | None = None) -> None:
    """Raises `TooLarge`."""
    if first and last:
        rows = range(first[0], min(last[0], MAX_ROWS) + 1)
        columns = range(first[1], min(last[1], MAX_COLUMNS) + 1)
        marks.merged += len(rows) * len(columns)
        if marks.merged > MAX_MERGED:
            raise TooLarge
        for place in product(rows, columns):
            marks.cells.setdefault(place, MERGED)


def _place(reference: str | None) -> tuple[int, int] | None:
    found = CELL.fullmatch(reference or "")
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def ods_marks(archive: ZipFile) -> dict[str, Marks]:
    """Marks by sheet name. Raises `TooLarge`; blank cells repeated to the end of the sheet do not count."""
    found: dict[str, Marks] = {}
    marks, row, column, hidden = Marks(), 0, 0, False
    with archive.open("content.xml") as part:
        for event, element in _elements(part):
            name = etree.QName(element).localname
            if event == "start" and name == "table":
                marks = found.setdefault(str(_of(element, "name")), Marks())
                row = column = 0
            elif event == "start" and name == "table-row":
                column, hidden = 0, _of(element, "visibility") in ("collapse", "filter")
            elif event == "end" and name == "table-column":
                times = int(_of(element, "number-columns-repeated") or 1)
                if _of(element, "visibility") == "collapse":
                    marks.hidden_columns.update(range(column, min(column + times, MAX_COLUMNS)))
                column += times
            elif event == "end" and name in ("table-cell", "covered-table-cell"):
                times = int(_of(element, "number-columns-repeated") or 1)
                if len(element):
                    _refuse(row, column + times - 1)
                _mark_ods(marks, element, name, row, column)
                column += times
                element.clear()
            elif event == "end" and name == "table-row":
                times = int(_of(element, "number-rows-repeated") or 1)
                if element.get("has-content"):
                    _refuse(row + times - 1, 0)
                if hidden:
                    marks.hidden_rows.update(range(row, min(row + times, MAX_ROWS)))
                row += times
                element.clear()
            if event == "start" and name == "p":
                for above in element.iterancestors("{*}table-row"):
                    above.set("has-content", "1")
    return found


def _mark_ods(marks: Marks, element: Any, name: str, row: int, column: int) -> None:
    spans = (_of(element, f"number-{which}-spanned") or "1" for which in ("columns", "rows"))
    if _of(element, "formula"):
        marks.cells[row, column] = FORMULA
    elif name == "covered-table-cell" or any(int(span) > 1 for span in spans):
        marks.cells.setdefault((row, column), MERGED)


def _of(element: Any, name: str) -> str | None:
    return element.get(f"{{urn:oasis:names:tc:opendocument:xmlns:table:1.0}}{name}")


def _refuse(row: int, column: int) -> None:
    if row >= MAX_ROWS or column >= MAX_COLUMNS:
        raise TooLarge


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _elements(part: IO[bytes]) -> Iterator[tuple[str, Any]]:
    found = etree.iterparse(
        part, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    yield from found
