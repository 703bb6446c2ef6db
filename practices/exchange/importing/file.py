"""The file of an import as a table: read by what its heads are taken for, where they are no columns of ours."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.exchange.columns.cells import items_of
from practices.exchange.importing.model import Import
from practices.exchange.reading.file import read_table
from practices.exchange.reading.heads import column_near
from practices.exchange.reading.table import FileProblem, Table

MOST = 5_000  # rows of one import
Assigned = Mapping[str, str]


def table_of(run: Import, assigned: Assigned | None = None) -> Table:
    """Raises `FileProblem`. Without `assigned`, it is what `run` says; before its first check, nothing."""
    if assigned is None:
        assigned = run.assigned if run.columns else {}
    table = read_table(bytes(run.file.data), run.file_name, assigned)
    if not table.rows:
        raise FileProblem(_("There are no practices below the headings."))
    if len(table.rows) > MOST:
        text = ngettext(
            "The file has more than %(count)d row. Split it into several files.",
            "The file has more than %(count)d rows. Split it into several files.",
            MOST,
        )
        raise FileProblem(text % {"count": MOST})
    return table


def assign(run: Import, table: Table) -> Table:
    """Takes heads that nobody has said anything about for what they are like. Returns the table, read again if needed.

    `table` is that of `table_of`. At the first check, `run` has what was chosen for an earlier file: as far as it fits
    this one, it is kept. Sets `assigned` and `meant` of `run`, which is not saved.
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
    """Likewise the `table` itself, if its heads are not what they are like."""
    assigned = {**run.assigned, **found}
    try:
        read = table_of(run, assigned)
    except FileProblem:
        return table
    if table.is_document and _titles(read) != _titles(table):
        return table
    run.assigned = assigned
    return read


def _titles(table: Table) -> list[str]:
    return [row.text("title") for row in table.rows]


def _fitting(assigned: Assigned, table: Table) -> dict[str, str]:
    """What can be said of the heads of `table`, too."""
    counts = Counter(table.unknown)
    return {head: column for head, column in assigned.items() if counts[head] == 1 and _is_free(column, table)}


def _guesses(table: Table) -> dict[str, str]:
    """Columns by heads that are like their names. What two heads are like is left to the user."""
    near = {head: column_near(head) for head, count in Counter(table.unknown).items() if count == 1}
    counts = Counter(near.values())
    return {head: column for head, column in near.items() if column and counts[column] == 1 and _is_free(column, table)}


def _is_free(column: str, table: Table) -> bool:
    """Documents may have several headings for one section."""
    return table.is_document or column not in table.heads


def _typed_in(table: Table, meant: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Of what was `meant`, by column and by what was typed: that of which something is typed in `table`."""
    found = {}
    for column, terms in meant.items():
        typed: set[str] = set()
        for row in table.rows:
            if column in row.cells:
                typed.update([row.text(column), *items_of(row.cells[column])])
        if kept := {value: term for value, term in terms.items() if value in typed}:
            found[column] = kept
    return found
