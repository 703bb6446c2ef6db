"""The vocabulary as a workbook: one row per term, one column per language."""

import re
from collections.abc import Iterable
from functools import lru_cache
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cms.base.languages import content_languages
from practices.exchange.columns.cells import as_text
from practices.exchange.columns.near_misses import plain
from practices.exchange.reading.file import ZIP, problem_of, read_workbook, refuse_file
from practices.exchange.reading.headings import SEARCHED, table_below
from practices.exchange.reading.table import FileProblem, Row, Sheet, Table
from practices.exchange.vocabulary.columns import SCHEME, SLUG, heading_of, term_columns
from practices.exchange.vocabulary.record import MAX_TERMS, Contents, Record, listed
from practices.exchange.writing.workbook import add_sheet, open_workbook, write_row
from practices.vocabulary.concept import Concept

ENDINGS = (".xlsx", ".ods")
CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def write_workbook(terms: Iterable[Concept]) -> bytes:
    """Writes XLSX, in the active language."""
    columns = term_columns()
    names = [SCHEME, SLUG, *(column.name for column in columns)]
    widths = [18, 28, *(50 if column.is_long else 28 for column in columns)]
    with TemporaryFile() as stream:
        with open_workbook(stream) as book:
            sheet = add_sheet(book, pgettext("name of a sheet", "Vocabulary"), map(heading_of, names), widths)
            sheet.freeze_panes(1, 2)
            for number, term in enumerate(terms, 1):
                texts = (column.text(term) for column in columns)
                write_row(sheet, number, (term.get_scheme_display(), term.slug, *texts))
        stream.seek(0)
        return stream.read()


def read_spreadsheet(data: bytes, ending: str) -> Contents:
    """Reads XLSX or ODS. Raises `FileProblem`."""
    refuse_file(data, ending)
    if not data.startswith(ZIP):
        raise FileProblem(problem_of("broken"))
    table = _table_of(read_workbook(data))
    if len(table.rows) > MAX_TERMS:
        raise FileProblem(problem_of("large"))
    known = {SCHEME, SLUG, *(column.name for column in term_columns())}
    lacking = {name.rpartition(" ")[2] for name in table.headings if name not in known}
    return Contents([_record(table, row, known) for row in table.rows], _notes(table, lacking))


def _table_of(sheets: list[Sheet]) -> Table:
    """The first sheet that names a vocabulary and a slug for each term."""
    for sheet in sheets:
        for number, cells in enumerate(sheet.rows[:SEARCHED]):
            named = {place: name for place, cell in enumerate(cells) if (name := _column_named(as_text(cell)))}
            if {SCHEME, SLUG} <= set(named.values()):
                return table_below(sheet, number, named, assigned={})
    text = _("No row has the headings “%(vocabulary)s” and “%(slug)s”. Export the vocabulary to see how it is written.")
    raise FileProblem(text % {"vocabulary": heading_of(SCHEME), "slug": heading_of(SLUG)})


def _column_named(heading: str) -> str:
    """The name of the column; empty if it is unknown, `field code` for a language that the site does not have."""
    typed = _plain_heading(heading)
    known = _known_headings(tuple(code for code, _name in content_languages()))
    if typed in known:
        return known[typed]
    first, _space, code = typed.rpartition(" ")
    return f"{first} {code}" if CODE.fullmatch(code) and first in _stems(tuple(known)) else ""


def _plain_heading(heading: str) -> str:
    return plain(re.sub(r"[()\[\]*:]", " ", heading))


@lru_cache(maxsize=4)
def _known_headings(languages: tuple[str, ...]) -> dict[str, str]:
    names = [SCHEME, SLUG, *(column.name for column in term_columns())]
    found = {_plain_heading(name): name for name in names}
    for language in {*languages, "en"}:
        with override(language):
            for name in names:
                found.setdefault(_plain_heading(heading_of(name)), name)
    return found


@lru_cache(maxsize=4)
def _stems(known: tuple[str, ...]) -> set[str]:
    """The headings of columns that exist per language, without the language."""
    codes = {code for code, _name in content_languages()}
    return {heading.rpartition(" ")[0] for heading in known if heading.rpartition(" ")[2] in codes} - {""}


def _record(table: Table, row: Row, known: set[str]) -> Record:
    record = Record(table.where(row.number), row.number)
    record.cells = {name: row.text(name) for name in row.cells if name in known}
    texts = {
        "formula": _("The cell has a formula. Replace it with its value."),
        "merged": _("The cell is merged with others. Give each term a row of its own."),
        "hidden": _("The column is hidden. Show it, or delete it."),
    }
    if row.is_hidden:
        record.problems.append(("", "", _("The row is hidden. Show it, or delete it.")))
    record.problems += [(name, row.text(name), texts[mark]) for name, mark in row.marks.items() if name in known]
    for name in row.marks:
        record.cells.pop(name, None)
    return record


def _notes(table: Table, languages: set[str]) -> list[str]:
    notes = []
    if languages:
        notes.append(
            _("Left out, because the site does not have these languages: %(codes)s") % {"codes": listed(languages)}
        )
    if table.unknown:
        text = _("Not read, because they are not columns of the vocabulary: %(names)s")
        notes.append(text % {"names": listed(table.unknown)})
    return notes
