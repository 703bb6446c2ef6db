"""Determines what an import would do and stores it by row, so that the preview need not read the file again."""

from collections import Counter
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practices.exchange.importing.file import assign
from practices.exchange.importing.holding import show_life, update_held
from practices.exchange.importing.model import OUTCOMES, CheckedRow, Import
from practices.exchange.importing.needs import gives_draft, needs_of
from practices.exchange.importing.plan import planned
from practices.exchange.importing.row import PlannedRow
from practices.exchange.reading.table import FileProblem, Table

SLICE = 50  # rows between updates of the progress
LIFE = 10.0  # seconds between updates of the progress
FOUND = ("total", "columns", "unknown", "assigned", "meant", "listed")


def check(run: Import, table: Table) -> None:
    """Makes the import ready for confirmation. Writes no practices. Raises `Taken`."""
    with transaction.atomic():
        update_held(run, position=0)
        run.rows.all().delete()
    show_life(run)  # reading the file took a while
    table = assign(run, table)
    run.total, run.position, run.columns = len(table.rows), 0, list(table.headings)
    run.unknown, run.listed = list(dict.fromkeys(table.unknown)), table.listed
    outcomes: Counter[str] = Counter()
    misspelt: Counter[tuple[str, str, str]] = Counter()
    found: list[CheckedRow] = []
    shown = monotonic()  # time of the last sign of life
    drafts: dict[int, tuple[int, PlannedRow]] = {}  # by practice: the index and first row that gives it a draft
    for row in planned(table, run.user, run.partner, meant=run.what_was_meant):
        outcomes[row.outcome] += 1
        misspelt.update({(each.column, each.value, each.suggestion) for each in row.problems if each.suggestion})
        place = run.position + len(found)
        if gives_draft(row):
            drafts.setdefault(id(row.practice), (place, row))
        found.append(_checked(run, place, row))
        if len(found) == SLICE or monotonic() > shown + LIFE:
            _keep(run, found)
            found, shown = [], monotonic()
    _keep(run, found)
    needs: dict[int, str] = {}
    for place, row in drafts.values():
        needs[place] = needs_of(row)
        if monotonic() > shown + LIFE:
            show_life(run)
            shown = monotonic()
    run.count(outcomes)
    run.misspelt = [
        {"column": column, "value": value, "suggestion": suggestion, "rows": count}
        for (column, value, suggestion), count in misspelt.most_common()
    ]
    values = {name: getattr(run, name) for name in (*FOUND, *OUTCOMES, "misspelt")}
    with transaction.atomic():
        update_held(run, state=Import.State.READY, position=0, alive_at=None, attempts=0, **values)
        _note_needs(run, needs)


def _keep(run: Import, found: list[CheckedRow]) -> None:
    now, position = timezone.now(), run.position + len(found)
    with transaction.atomic():
        update_held(run, alive_at=now, position=position, **{name: getattr(run, name) for name in FOUND})
        CheckedRow.objects.bulk_create(found)
    run.alive_at, run.position = now, position


def _note_needs(run: Import, needs: dict[int, str]) -> None:
    """Sets what each practice still needs. Runs last: a translation's row may have facts too."""
    places = list(needs)
    for start in range(0, len(places), SLICE):
        rows = list(run.rows.filter(place__in=places[start : start + SLICE]))
        for row in rows:
            row.is_reviewable, row.needs = True, needs[row.place]
        CheckedRow.objects.bulk_update(rows, ["is_reviewable", "needs"])


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
    """The file would now do something other than what was shown."""


def refuse_other(run: Import, start: int, rows: list[PlannedRow]) -> None:
    """Raises `Changed` if the `rows` from `start` on would not do what the user has confirmed."""
    shown = run.rows.filter(place__gte=start, place__lt=start + len(rows))
    for before, row in zip(shown, rows, strict=True):
        told = row.as_json()
        if (before.outcome, before.changes) != (told["outcome"], told["changes"]):
            problem = row.problems[0].message if row.problems else _("Row %(number)d is no longer what it was.")
            text = _("Something has changed since the file was checked. %(problem)s")
            raise Changed(text % {"problem": problem if row.problems else problem % {"number": row.number}})
