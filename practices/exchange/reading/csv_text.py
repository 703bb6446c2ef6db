"""CSV as written by programs in five countries: detects the encoding and the separator."""

import csv
from contextlib import suppress
from io import StringIO
from itertools import islice

from django.utils.translation import gettext as _

from cms.base.text import REFUSED
from practices.exchange.columns.near_misses import plain
from practices.exchange.formulas import unshielded
from practices.exchange.reading.headings import SEARCHED, column_named
from practices.exchange.reading.limits import MAX_COLUMNS, MAX_ROWS
from practices.exchange.reading.table import FileProblem, Sheet

SEPARATORS = ";\t,|"
SAMPLE = 1_000_000  # characters within which the headings must be
# š, ų, ū, ž and ę in Windows-1257; in Windows-1252, letters that only Icelandic uses.
BALTIC = set("ðøûþæÐØÛÞÆ".encode("cp1252"))


def sheet_of_csv(data: bytes) -> Sheet:
    """Raises `FileProblem`."""
    text = decoded(data)
    if len(REFUSED.findall(text[:4000])) > 8:
        raise FileProblem(_("The file is neither a spreadsheet nor a text."))
    first, _newline, rest = text.partition("\n")
    if plain(first).startswith("sep="):  # Excel's own
        return Sheet("", _rows(rest, first.strip()[4:5] or ";"))
    return Sheet("", _rows(text, max(SEPARATORS, key=lambda each: _heads_in(text[:SAMPLE], each))))


def decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data[:200].count(0) > len(data[:200]) // 4:  # UTF-16 without a byte order mark
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1257" if BALTIC & set(data) else "cp1252", errors="replace")


def _rows(text: str, separator: str) -> list[list]:
    rows = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if len(rows) >= MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise FileProblem(_("The file is too large. Split it into several files."))
            rows.append([unshielded(cell) for cell in cells])
    except csv.Error as error:
        if "field limit" in str(error):  # otherwise, there is a stray quotation mark
            text = _("A cell of row %(number)d is too long, or a quotation mark in it is never closed.")
            raise FileProblem(text % {"number": len(rows) + 1}) from error
        raise FileProblem(_("The file is damaged and cannot be read.")) from error
    return rows


def _heads_in(text: str, separator: str) -> int:
    """The most known headings in any of the first rows. With a wrong separator, rows may be many, long or broken."""
    found = [0]
    with suppress(csv.Error):
        for cells in islice(csv.reader(StringIO(text, newline=""), delimiter=separator), SEARCHED):
            found.append(sum(bool(column_named(cell)) for cell in cells))
    return max(found)
