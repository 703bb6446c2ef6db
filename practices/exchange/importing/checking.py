"""Finds out what an import would do, and keeps it row by row, so that the preview need not read the file again."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.exchange.importing.model import CheckedRow, Import
from practices.exchange.importing.plan import planned
from practices.exchange.importing.row import PlannedRow
from practices.exchange.reading.file import read_table
from practices.exchange.reading.table import FileProblem, Table

MOST = 5_000  # rows of one import
SLICE = 50  # rows, after which others see how far it is


def table_of(run: Import) -> Table:
    """Raises `FileProblem`."""
    table = read_table(bytes(run.file.data), run.file_name, run.assigned)
    if not table.rows:
        raise FileProblem(_("There are no practices below the headings."))
    if len(table.rows) > MOST:
        text = ngettext(
            "The file has more than %(count)d row. Cut it into several files.",
            "The file has more than %(count)d rows. Cut it into several files.",
            MOST,
        )
        raise FileProblem(text % {"count": MOST})
    return table


def check(run: Import, table: Table) -> None:
    """Makes it ready to be confirmed. Nothing of the practices is written."""
    run.rows.all().delete()
    run.total, run.position, run.columns = len(table.rows), 0, list(table.heads)
    run.unknown = list(dict.fromkeys(table.unknown))
    outcomes: Counter[str] = Counter()
    misspelt: Counter[tuple[str, str, str]] = Counter()
    found: list[CheckedRow] = []
    for row in planned(table, run.user, run.partner, meant=run.what_was_meant):
        outcomes[row.outcome] += 1
        misspelt.update({(each.column, each.value, each.suggestion) for each in row.problems if each.suggestion})
        found.append(_checked(run, run.position + len(found), row))
        if len(found) == SLICE:
            _keep(run, found)
            found = []
    _keep(run, found)
    run.count(outcomes)
    run.misspelt = [
        {"column": column, "value": value, "suggestion": suggestion, "rows": count}
        for (column, value, suggestion), count in misspelt.most_common()
    ]
    run.state, run.position, run.alive_at = Import.State.READY, 0, None
    run.save()


def _keep(run: Import, found: list[CheckedRow]) -> None:
    with transaction.atomic():
        CheckedRow.objects.bulk_create(found)
        run.position += len(found)
        run.alive_at = timezone.now()
        run.save(update_fields=["total", "columns", "unknown", "position", "alive_at"])


def _checked(run: Import, place: int, row: PlannedRow) -> CheckedRow:
    told: dict[str, Any] = row.as_json()
    return CheckedRow(
        run=run,
        place=place,
        number=row.number,
        title=row.title or _title_of_page(row),
        external_id=row.external_id,
        language=row.language,
        partner=row.practice.partner.name if row.practice else "",
        outcome=row.outcome,
        changes=told["changes"],
        problems=told["problems"],
    )


def _title_of_page(row: PlannedRow) -> str:
    page = row.practice.pages.get(row.language) if row.practice else None
    return str(page.title) if page else ""


class Changed(FileProblem):
    """The file would do something else now than what was shown."""


def refuse_other(run: Import, start: int, rows: list[PlannedRow]) -> None:
    """Raises `Changed` if the `rows` from `start` on would not do what the user was shown and has confirmed."""
    shown = run.rows.filter(place__gte=start, place__lt=start + len(rows))
    for before, row in zip(shown, rows, strict=True):
        told = row.as_json()
        if (before.outcome, before.changes) != (told["outcome"], told["changes"]):
            problem = row.problems[0].message if row.problems else _("Row %(number)d is no longer what it was.")
            text = _("Something has changed since the file was checked. %(problem)s")
            raise Changed(text % {"problem": problem if row.problems else problem % {"number": row.number}})
