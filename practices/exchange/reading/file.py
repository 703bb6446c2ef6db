"""Reads an uploaded file of practices as a table. Its type is detected from its first bytes; the name must agree."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from django.conf import settings
from django.utils.translation import gettext as _

from practices.exchange.columns.cells import Cell
from practices.exchange.reading.csv_text import sheet_of_csv
from practices.exchange.reading.headings import table_of
from practices.exchange.reading.limits import MAX_ANSWER, MAX_BYTES, MAX_SECONDS
from practices.exchange.reading.table import FileProblem, Sheet, Table
from practices.exchange.reading.word import table_of_document

ZIP, COMPOUND = b"PK", bytes.fromhex("D0CF11E0A1B11AE1")
WORKBOOK, DOCUMENT = "practices.exchange.reading.workbook_process", "practices.exchange.reading.word_process"
TEXT = "practices.exchange.reading.text_process"
WORKBOOKS, DOCUMENTS, TEXTS = (".xlsx", ".ods"), (".docx",), (".csv", ".tsv", ".txt")
ENDINGS = (*WORKBOOKS, *DOCUMENTS, *TEXTS)  # of the files that can be read
TYPES: dict[str, Any] = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}


def read_table(data: bytes, name: str, assigned: Mapping[str, str] | None = None) -> Table:
    """The practices in the file that was called `name`. Raises `FileProblem`.

    `assigned` maps unknown headings in the file to column names, or to "" to ignore them.
    """
    ending = Path(name).suffix.lower()
    refuse_file(data, ending)
    if ending not in ((*WORKBOOKS, *DOCUMENTS) if data.startswith(ZIP) else TEXTS):
        text = _("Only XLSX, ODS, DOCX and CSV can be read, and the name of the file must say which it is: %(name)s")
        raise FileProblem(text % {"name": name})
    if ending in DOCUMENTS:
        return table_of_document(_told(DOCUMENT, data)["parts"], assigned or {})
    return table_of(read_workbook(data) if ending in WORKBOOKS else [sheet_of_csv(data)], assigned or {})


def text_of(data: bytes, name: str) -> str:
    """All text in the file, including unknown columns. Raises `FileProblem`."""
    if Path(name).suffix.lower() not in TEXTS:
        return str(_told(TEXT, data)["text"])
    return "\n".join(str(cell) for row in sheet_of_csv(data).rows for cell in row)


def refuse_file(data: bytes, ending: str) -> None:
    """Raises `FileProblem` if its first bytes or its extension are not acceptable."""
    if not data.strip():
        raise FileProblem(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise FileProblem(problem_of("large"))
    if ending in (".xlsm", ".xltm", ".docm", ".dotm"):
        raise FileProblem(problem_of("macros"))
    if data.startswith(COMPOUND):
        is_protected = "EncryptedPackage".encode("utf-16-le") in data
        raise FileProblem(problem_of("password" if is_protected else "old"))


def read_workbook(data: bytes) -> list[Sheet]:
    """Reads an XLSX or ODS file. Raises `FileProblem`."""
    return [_sheet(found) for found in _told(WORKBOOK, data)["sheets"]]


def _told(program: str, data: bytes) -> dict[str, Any]:
    answer = ask(program, data)
    if "error" in answer:
        raise FileProblem(problem_of(answer["error"]))
    return answer


def ask(program: str, data: bytes, *arguments: str, seconds: int = MAX_SECONDS) -> dict[str, Any]:
    """The output for `data` of a program that uses `limited.answer`. Raises `FileProblem` if it exceeds its limits."""
    try:
        answer = _output(program, data, arguments, seconds)
        if len(answer) <= MAX_ANSWER:
            return json.loads(answer)
    except (BrokenPipeError, ValueError) as error:  # it was killed
        raise FileProblem(problem_of("large")) from error
    raise FileProblem(problem_of("large"))


def _output(program: str, data: bytes, arguments: tuple[str, ...], seconds: int) -> bytes:
    """Reads at most one byte over the limit: a small file can produce gigabytes, which would fill the site's memory."""
    with subprocess.Popen(  # noqa: S603 (a program of ours; what people send is only on its standard input)
        [sys.executable, "-m", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
    ) as process:
        timer = Timer(seconds, process.kill)
        timer.start()
        try:
            with cast(IO[bytes], process.stdin) as stdin:  # all of it is read before anything is written
                stdin.write(data)
            return cast(IO[bytes], process.stdout).read(MAX_ANSWER + 1)
        finally:
            timer.cancel()
            process.kill()


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


def problem_of(word: str) -> str:
    """The user-facing message for the error code `word`."""
    return {
        "large": _("The file is too large. Split it into several files."),
        "broken": _("The file is damaged and cannot be read."),
        "password": _("The file is protected by a password. Save it without one."),
        "macros": _("The file contains macros. Save it without them, as XLSX or DOCX."),
        "old": _("This is an old kind of file. Save it as XLSX, ODS, CSV or DOCX."),
        "other": _("The file is neither a spreadsheet nor a Word document. Save it as XLSX, ODS, CSV or DOCX."),
    }[word]
