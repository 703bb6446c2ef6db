"""A file of practices that somebody has made, as a table. What it is shows in its first bytes; its name must agree."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from practices.exchange.columns.cells import Cell
from practices.exchange.reading.csv_text import sheet_of_csv
from practices.exchange.reading.heads import table_of
from practices.exchange.reading.limits import MAX_BYTES, MAX_SECONDS
from practices.exchange.reading.table import FileProblem, Sheet, Table
from practices.exchange.reading.word import table_of_document

ZIP, COMPOUND = b"PK", bytes.fromhex("D0CF11E0A1B11AE1")
PROGRAMS = {
    "workbook": "practices.exchange.reading.workbook_process",
    "document": "practices.exchange.reading.word_process",
}
WORKBOOKS, DOCUMENTS, TEXTS = (".xlsx", ".ods"), (".docx",), (".csv", ".tsv", ".txt")
ENDINGS = (*WORKBOOKS, *DOCUMENTS, *TEXTS)  # of the files that can be read
TYPES: dict[str, Any] = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}


def read_table(data: bytes, name: str, assigned: Mapping[str, str] | None = None) -> Table:
    """The practices in the file that was called `name`. Raises `FileProblem`.

    `assigned` says which column a head of the file stands for that is none of ours: its name, or "" to leave it out.
    """
    ending = Path(name).suffix.lower()
    if not data.strip():
        raise FileProblem(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise FileProblem(_("The file is too large. Cut it into several files."))
    if ending in (".xlsm", ".xltm", ".docm", ".dotm"):
        raise FileProblem(_problems()["macros"])
    if data.startswith(COMPOUND):
        is_protected = "EncryptedPackage".encode("utf-16-le") in data
        raise FileProblem(_problems()["password" if is_protected else "old"])
    if ending not in ((*WORKBOOKS, *DOCUMENTS) if data.startswith(ZIP) else TEXTS):
        text = _("Only XLSX, ODS, DOCX and CSV can be read, and the name of the file must say which it is: %(name)s")
        raise FileProblem(text % {"name": name})
    if ending in DOCUMENTS:
        return table_of_document(_read("document", data)["parts"], assigned or {})
    is_workbook = ending in WORKBOOKS
    sheets = [_sheet(each) for each in _read("workbook", data)["sheets"]] if is_workbook else [sheet_of_csv(data)]
    return table_of(sheets, assigned or {})


def _read(kind: str, data: bytes) -> dict[str, Any]:
    """What the program for this kind of file says. Raises `FileProblem`."""
    try:
        done = subprocess.run(  # noqa: S603 (a program of ours; what people send is only on its standard input)
            [sys.executable, "-m", PROGRAMS[kind]],
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
            cwd=settings.BASE_DIR,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:  # it was ended because it grew too large
        raise FileProblem(_problems()["large"]) from error
    if "error" in answer:
        raise FileProblem(_problems()[answer["error"]])
    return answer


def _sheet(found: dict[str, Any]) -> Sheet:
    return Sheet(
        found["name"],
        [[_cell(cell) for cell in row] for row in found["rows"]],
        {(row, column): kind for row, column, kind in found["marks"]},
        set(found["hidden_rows"]),
        set(found["hidden_columns"]),
    )


def _cell(cell: Any) -> Cell:
    if isinstance(cell, dict):
        [(kind, value)] = cell.items()
        return TYPES[kind](value) if kind in TYPES else value
    return cell


def _problems() -> dict[str, str]:
    return {
        "large": _("The file is too large. Cut it into several files."),
        "broken": _("The file is damaged and cannot be read."),
        "password": _("The file is protected by a password. Save it without one."),
        "macros": _("The file contains macros. Save it without them, as XLSX or DOCX."),
        "old": _("This is an old kind of file. Save it as XLSX, ODS, CSV or DOCX."),
        "other": _("The file is neither a spreadsheet nor a Word document. Save it as XLSX, ODS, CSV or DOCX."),
    }
