"""The file of an import as a table, with unknown headings mapped to columns."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.exchange.columns.cells import items_of
from practices.exchange.importing.model import Import
from practices.exchange.reading.file import read_table
from practices.exchange.reading.headings import column_near
from practices.exchange.reading.table import FileProblem, Table

MAX_ROWS = 5_000  # rows per import
Assigned = Mapping[str, str]


def table_of_import(run: Import, assigned: Assigned | None = None) -> Table:
    """Raises `FileProblem`. `assigned` defaults to that of `run`, which is empty before its first check."""
    if assigned is None:
        assigned = run.assigned if run.columns else {}
    table = read_table(bytes(run.file.data), run.file_name, assigned)
    if not table.rows:
        raise FileProblem(_("There are no practices below the headings."))
    if len(table.rows) > MAX_ROWS:
        text = ngettext(
            "The file has more than %(count)d row. Split it into several files.",
            "The file has more than %(count)d rows. Split it into several files.",
            MAX_ROWS,
        )
        raise FileProblem(text % {"count": MAX_ROWS})
    return table


def assign(run: Import, table: Table) -> Table:
    """Maps undecided headings to the columns that they resemble. Returns the table, read again if needed.

    `table` comes from `table_of_import`. At the first check, `run` holds the choices for an earlier file; those that
    fit this one are kept. Sets `assigned` and `meant` of `run` without saving it.
    """
    if not run.columns:
        earlier, run.assigned = _fitting(run.assigned, table), {}
        if earlier:
            table = _read_again(run, table, earlier)
        run.meant = _typed_in(table, run.meant)
    while found := _guesses(table):
        before = table
        table = _read_again(run, table, found)
        if table is before:
            break
    return table


def _read_again(run: Import, table: Table, found: Assigned) -> Table:
    """The table read again with `found` and noted in `run`, or `table` itself if that is not a valid reading."""
    assigned = {**run.assigned, **found}
    try:
        read = table_of_import(run, assigned)
    except FileProblem:
        return table
    if table.is_document and _titles(read) != _titles(table):
        return table
    run.assigned = assigned
    return read


def _titles(table: Table) -> list[str]:
    return [row.text("title") for row in table.rows]


def _fitting(assigned: Assigned, table: Table) -> dict[str, str]:
    """The choices that also apply to the headings of `table`."""
    counts = Counter(table.unknown)
    return {heading: column for heading, column in assigned.items() if counts[heading] == 1 and _is_free(column, table)}


def _guesses(table: Table) -> dict[str, str]:
    """Columns by headings that resemble their names. If two headings resemble one, the user decides."""
    near = {heading: column_near(heading) for heading, count in Counter(table.unknown).items() if count == 1}
    counts = Counter(near.values())
    return {
        heading: column
        for heading, column in near.items()
        if column and counts[column] == 1 and _is_free(column, table)
    }


def _is_free(column: str, table: Table) -> bool:
    """Documents may have several headings for one section."""
    return table.is_document or column not in table.headings


def _typed_in(table: Table, meant: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The part of `meant`, by column and typed value, whose values occur in `table`."""
    found = {}
    for column, terms in meant.items():
        typed: set[str] = set()
        for row in table.rows:
            if column in row.cells:
                typed.update([row.text(column), *items_of(row.cells[column])])
        if kept := {value: term for value, term in terms.items() if value in typed}:
            found[column] = kept
    return found
