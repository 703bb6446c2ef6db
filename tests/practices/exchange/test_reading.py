"""Files from any program are read; errors are reported with their position, and bad files are cheap to refuse."""

import resource
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import translation

from cms.base.languages import content_languages
from practices.exchange.columns.declared import NAMES, PAGE_URL, heading_of
from practices.exchange.reading.file import ask, read_table
from practices.exchange.reading.limits import MAX_ANSWER, MAX_CELL
from practices.exchange.reading.table import FileProblem
from tests.practices.exchange.files import csv, ods, ods_cell, xlsx, zipped

HEADS = ["external_id", "title", "language", "countries", "start_year"]
ROW = ["LT-1", "Žuvėdra šoka", "lt", "Lietuva", "2019"]
LANGUAGES = [code for code, _name in content_languages()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_headings_of_every_language(language: str, kind: str) -> None:
    with translation.override(language):
        heads = [heading_of(name) for name in NAMES]
        of_pages = heading_of(PAGE_URL)
    rows = [[*heads, of_pages, PAGE_URL, "URL"], [*NAMES, *(f"https://example.org/{number}/" for number in range(3))]]
    table = read_table({"xlsx": xlsx, "ods": ods, "csv": csv}[kind](rows), f"practices.{kind}")
    [row] = table.rows
    assert row.cells == {name: name for name in NAMES}
    assert table.unknown == ["URL"]  # of their own
    assert row.number == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1257"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_of_every_program(encoding: str, separator: str) -> None:
    table = read_table(csv([HEADS, ROW], separator, encoding), "a.csv")
    assert list(table.rows[0].cells.values()) == ROW


def test_csv_of_western_europe_and_of_excel() -> None:
    table = read_table(csv([HEADS, ["1", "Città è più; “così”", "it", "España", ""]], ";", "cp1252"), "a.csv")
    assert table.rows[0].cells["title"] == "Città è più; “così”"
    table = read_table(b"sep=,\r\n" + csv([HEADS, ROW], ","), "a.csv")
    assert table.rows[0].cells["title"] == ROW[1]


def test_cells_keep_their_types_and_blank_rows_are_left_out() -> None:
    def dated(book: Any, sheet: Any) -> None:
        sheet.write_datetime(4, 5, datetime(2026, 12, 31), book.add_format({"num_format": "yyyy-mm-dd"}))

    rows = [["Our practices"], [*HEADS, "review_date", "Notes"], ROW, [], ["2", "B", "en", "LT", 2019]]
    table = read_table(xlsx(rows, "Praktikos", dated), "a.xlsx")
    assert [row.number for row in table.rows] == [3, 5]
    assert table.rows[1].cells["start_year"] == 2019
    assert str(table.rows[1].cells["review_date"]).startswith("2026-12-31")
    assert (table.sheet, table.unknown) == ("Praktikos", ["Notes"])


def test_hidden_sheets_are_not_read() -> None:
    def hide(book: Any, sheet: Any) -> None:
        second = book.add_worksheet("Second")
        second.write_row(0, 0, HEADS)
        second.write_row(1, 0, ROW)
        second.activate()
        second.set_first_sheet()
        sheet.hide()

    assert read_table(xlsx([HEADS, ["x", "y"]], "Hidden", hide), "a.xlsx").sheet == "Second"


def test_formulas_and_hidden_and_merged_cells_are_marked() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_formula(1, 1, '=CONCATENATE("a","b")', None, "ab")
        sheet.merge_range(2, 1, 3, 1, "Both")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})

    rows = read_table(xlsx([HEADS, ROW, ROW, ROW, ROW], change=change), "a.xlsx").rows
    assert [row.marks.get("title") for row in rows] == ["formula", "merged", "merged", None]
    assert [row.is_hidden for row in rows] == [False, False, False, True]
    assert rows[0].marks["countries"] == "hidden"


def test_the_same_in_ods() -> None:
    heads = "".join(map(ods_cell, HEADS))
    cells = (
        ods_cell("1")
        + ods_cell("ab", 'table:formula="of:=1"')
        + ods_cell("lt", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    )
    row = "<table:table-row{}>{}</table:table-row>"
    blank = row.format(
        ' table:number-rows-repeated="1048000"', '<table:table-cell table:number-columns-repeated="16384"/>'
    )
    rows = row.format("", heads) + row.format(' table:visibility="collapse"', cells) + blank
    [found] = read_table(ods(rows), "a.ods").rows
    assert found.is_hidden
    assert found.marks == {"title": "formula", "language": "merged"}


MANY_ROWS = f'<table:table-row table:number-rows-repeated="100000">{ods_cell("title")}</table:table-row>'


def bomb() -> bytes:
    return zipped({"xl/workbook.xml": b"<a/>", "xl/_rels/workbook.xml.rels": b"\0" * 250_000_000})


def far(cell: str) -> bytes:
    """A workbook of five kilobytes with a cell far away."""
    with ZipFile(BytesIO(xlsx([HEADS, ROW]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        b"</sheetData>", f'<row r="1048576"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
    )
    return zipped(parts)


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.xlsx", "empty"),
        (b" \n ", "a.csv", "empty"),
        (xlsx([]), "a.xlsx", "empty"),
        (xlsx([["a", "b"]], "Blatt"), "a.xlsx", "“Blatt”: No row has the headings"),
        (xlsx([HEADS, ROW])[:2000], "a.xlsx", "damaged"),
        (b"PK\x03\x04", "a.xlsx", "damaged"),
        (xlsx([HEADS, ROW]), "a.csv", "must say which it is: a.csv"),
        (csv([HEADS, ROW]), "a.xlsx", "must say which it is"),
        (b"%PDF-1.7", "a.pdf", "Only XLSX, ODS, DOCX and CSV"),
        (bytes(range(256)) * 9, "a.csv", "neither a spreadsheet nor a text"),
        (zipped({"word/document.xml": "<a/>"}), "a.xlsx", "neither a spreadsheet"),
        (zipped({"xl/workbook.xml": "<a/>", "xl/vbaProject.bin": "x"}), "a.xlsx", "macros"),
        (xlsx([HEADS, ROW]), "a.xlsm", "macros"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
        (ods([HEADS, ROW], "<encryption-data/>"), "a.ods", "password"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"Workbook", "a.xls", "old kind"),
        (bomb, "a.xlsx", "too large"),
        (partial(far, "ZZ1048576"), "a.xlsx", "too large"),
        (partial(far, "XFD1"), "a.xlsx", "too large"),
        (partial(csv, [HEADS, *[ROW] * 30_000]), "a.csv", "too large"),
        (partial(csv, [[*HEADS, *map(str, range(16_384))], ROW]), "a.csv", "too large"),
        (ods(MANY_ROWS), "a.ods", "too large"),
        (xlsx([["title", "Language", "Titel"]]), "a.xlsx", "Sheet “Sheet1”, row 1, column “Titel”: Two columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read(data: bytes | Callable[[], bytes], name: str, message: str) -> None:
    data = data() if callable(data) else data  # not while every process collects
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileProblem) as caught:
        read_table(data, name)
    assert message in str(caught.value)
    assert time.monotonic() - start < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # kilobytes, of this process


@pytest.mark.parametrize("kind", [xlsx, ods])
@pytest.mark.sample(1)
def test_texts_of_a_few_kilobytes_that_are_many_megabytes(kind: Any) -> None:
    data = kind([["title", "activities"], *[["A", "ą" * 30_000]] * 700])
    assert len(data) < 150_000
    with pytest.raises(FileProblem, match="too large"):
        read_table(data, f"a.{kind.__name__}")
    rows = read_table(kind([["title", "activities"], *[["A", "ą" * 30_000]] * 600]), f"a.{kind.__name__}").rows
    assert {len(str(row.cells["activities"])) for row in rows} == {30_000}


def test_no_cell_is_longer_than_a_program_makes_one() -> None:
    assert read_table(ods([["title", "activities"], ["A", "x" * MAX_CELL]]), "a.ods").rows
    with pytest.raises(FileProblem, match="too large"):
        read_table(ods([["title", "activities"], ["A", "x" * (MAX_CELL + 1)]]), "a.ods")


def test_no_more_of_an_answer_is_read_than_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "endless.py").write_text("while True: print('x' * 1_000_000)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileProblem, match="too large"):
        ask("endless", b"")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4 * MAX_ANSWER // 1024


def test_programs_that_end_early_or_never_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "early.py").write_text("")
    (tmp_path / "never.py").write_text("import signal; signal.pause()")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for program in ("early", "never"):
        with pytest.raises(FileProblem, match="too large"):
            ask(program, b"x" * 1_000_000, seconds=2)


def test_csv_is_limited_as_its_own_separator_cuts_it() -> None:
    commas = read_table(f"title;activities\nGarden;{'one, two, ' * 120}".encode(), "a.csv")
    assert str(commas.rows[0].cells["activities"]).count("one") == 120
    lines = "\n".join(f"Line {number}" for number in range(45))  # 45 rows, if the quotes are not at the edge of a cell
    table = read_table("\n".join(["title;activities", *[f'Garden;"{lines}"'] * 500]).encode(), "a.csv")
    assert len(table.rows) == 500


def merged(*ranges: str) -> bytes:
    """Overlapping, which no program writes."""
    with ZipFile(BytesIO(xlsx([HEADS, ROW]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    parts[sheet] = parts[sheet].replace(b"</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>".encode())
    return zipped(parts)


def test_merged_ranges_are_limited_together() -> None:
    assert read_table(merged("B2:C2"), "a.xlsx").rows[0].marks == {"title": "merged", "language": "merged"}
    assert read_table(merged(*["A1:GR40"] * 20), "a.xlsx").rows
    for ranges in (["A1:GR20000"], ["A1:GR40"] * 26):
        with pytest.raises(FileProblem, match="too large"):
            read_table(merged(*ranges), "a.xlsx")


def test_heads_are_assigned_or_left_out() -> None:
    data = csv([["Name of it", "language", "Notes", "Where"], ["Žuvėdra", "lt", "x", "LT"]])
    table = read_table(data, "a.csv", {"Name of it": "title", "Notes": ""})
    assert table.rows[0].cells == {"title": "Žuvėdra", "language": "lt"}
    assert (table.unknown, table.headings["title"]) == (["Where"], "Name of it")


def test_columns_without_a_title_can_be_assigned() -> None:
    data = csv([["A report"], ["Name of it", "Other", "language", "countries"], ["Žuvėdra", "", "lt", "LT"]])
    assert read_table(data, "a.csv").unknown == ["Name of it", "Other"]
    with pytest.raises(FileProblem, match="Two columns"):
        read_table(data, "a.csv", {"Name of it": "title", "Other": "title"})
