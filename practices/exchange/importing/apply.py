"""Applies the plan in batches, each in a short transaction, so that other people can save in between.

The result is still all or nothing: if a batch fails, those before it are undone.
"""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.base.signals import announced_once
from practices.exchange.columns.declared import BY_NAME
from practices.exchange.importing.model import Import, ImportedPage
from practices.exchange.importing.pictures import put_pictures
from practices.exchange.importing.plan import plan
from practices.exchange.importing.practices import Practice
from practices.exchange.importing.row import PlannedRow
from practices.exchange.importing.translations import write_translation
from practices.exchange.importing.undo import undo
from practices.exchange.reading.table import FileProblem, Picture, Table
from practices.repository.practice import PracticePage

BATCH = 50  # rows


def run_import(table: Table, file_name: str, user: Any, partner: str) -> Import:
    """Raises `FileProblem` if something has changed since it was planned; then nothing is imported."""
    run = Import.objects.create(user=user, file_name=file_name[:255], partner=partner, total=len(table.rows))
    outcomes: Counter[str] = Counter()
    try:
        for start in range(0, len(table.rows), BATCH):
            with announced_once():
                rows = plan(table, user, partner, table.rows[start : start + BATCH])
                write_batch(run, rows)
            outcomes.update(row.outcome for row in rows)
    except BaseException as error:  # including a worker that is told to stop
        undo(run, Import.State.FAILED)
        if isinstance(error, ValidationError):
            raise FileProblem(" ".join(error.messages)) from error
        raise
    run.count(outcomes)
    run.state, run.position, run.ended_at = Import.State.DONE, run.total, timezone.now()
    run.save()
    return run


def write_batch(run: Import, rows: list[PlannedRow]) -> None:
    """Must run in a transaction in which `rows` were planned: data may have changed since the preview.

    Raises `FileProblem` if a row is now invalid.
    """
    for row in rows:
        if row.problems:
            text = _("Something has changed since the file was checked. %(problem)s")
            raise FileProblem(text % {"problem": row.problems[0].message})
    practices: dict[int, tuple[Practice, list[PlannedRow]]] = {}
    for row in rows:
        if row.practice:
            practices.setdefault(id(row.practice), (row.practice, []))[1].append(row)
    for practice, about in practices.values():
        _write(run, practice, about)


def _write(run: Import, practice: Practice, rows: list[PlannedRow]) -> None:
    original = practice.facts
    own = [row for row in rows if row.language == practice.language]
    if practice.is_new:
        _add(run, practice, original, [picture for row in own for picture in row.pictures])
    elif any(row.changes for row in own) or any(_changes_facts(row) for row in rows):
        _save_draft(run, original)
    for row in rows:
        if row.language != practice.language and row.is_new:
            locale = Locale.objects.get(language_code=row.language)
            saved = PracticePage.objects.get(pk=original.pk)
            page = write_translation(saved, locale, row.words, run.user)
            ImportedPage.objects.create(run=run, page=page, revision=page.latest_revision, is_new=True)


def _changes_facts(row: PlannedRow) -> bool:
    return any(BY_NAME[change.column].is_fact for change in row.changes if change.column in BY_NAME)


def _add(run: Import, practice: Practice, page: PracticePage, pictures: list[Picture]) -> None:
    """Adds a draft below the partner's page."""
    page.owner = run.user
    put_pictures(run, practice.partner.original, page, pictures)
    practice.partner.pages[practice.language].add_child(instance=page)
    revision = page.save_revision(user=run.user, clean=False, log_action=True)
    ImportedPage.objects.create(run=run, page=page, revision=revision, is_new=True)


def _save_draft(run: Import, draft: PracticePage) -> None:
    """Saves a new revision. What visitors see does not change."""
    stored = PracticePage.objects.get(pk=draft.pk)
    before = stored.latest_revision or stored.save_revision(clean=False, changed=False)
    revision = draft.save_revision(user=run.user, clean=False, log_action=True)
    ImportedPage.objects.create(
        run=run, page=stored, revision=revision, before=before, is_new=False, had_draft=stored.has_unpublished_changes
    )
