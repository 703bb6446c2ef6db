"""Continues imports in short steps: small ones within the request, others in the worker.

Each step reads its task from the database, so that the worker may be stopped at any time. If it is killed while
writing, `alive_at` stays behind, and the next worker undoes what was written.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.dispatch import receiver
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.base.languages import admin_language
from cms.base.people.notices.digest import tell
from cms.base.people.notices.together import held_until_told
from cms.base.signals import announced_once, mail_round
from practices.exchange.importing.apply import BATCH, write_batch
from practices.exchange.importing.checking import Changed, check, refuse_other
from practices.exchange.importing.file import table_of_import
from practices.exchange.importing.holding import Taken, take, update_held
from practices.exchange.importing.model import Import, ImportedFile
from practices.exchange.importing.plan import plan
from practices.exchange.importing.submitting import submit
from practices.exchange.importing.undo import leave, undo_batch
from practices.exchange.reading.table import FileProblem, Table

log = logging.getLogger(__name__)
State = Import.State
MAX_IN_REQUEST = 50  # rows or pages in a request; more are left to the worker
ROUND = 5.0  # seconds; then it is the turn of mails
SUBMITTED = 10  # pages per transaction
STALE = timedelta(minutes=1)  # without a sign of life; a batch takes seconds
ATTEMPTS = 3  # to check a file: one that exhausts the worker's memory would kill it again and again
AFTER = {State.FAILING: State.FAILED, State.UNDOING: State.UNDONE}


@receiver(mail_round)
def do_some(**kwargs: Any) -> None:
    until = monotonic() + ROUND
    waiting = Import.objects.filter(state__in=Import.IN_WORK).exclude(state=State.RUNNING, file=None)  # of a command
    for pk in list(waiting.order_by("begun_at", "pk").values_list("pk", flat=True)):
        go_on(pk, until)


def go_on(pk: int, until: float | None = None, table: Table | None = None) -> None:
    """Continues until the import waits for a user or is done, or until the `monotonic` time given."""
    work = Work(pk, table)
    while (until is None or monotonic() < until) and work.step():
        pass


class Work:
    """Work on the import `pk`. Its `table` is read when first needed."""

    def __init__(self, pk: int, table: Table | None = None) -> None:
        self.pk, self._table = pk, table

    def step(self) -> bool:
        """Does one step. Returns whether there is more to do for this process."""
        run = Import.objects.select_related("user").filter(pk=self.pk).first()
        if run is None or not run.is_in_work:
            return False
        steps: dict[str, Callable[[Import], bool]] = {
            State.CHECKING: self._check,
            State.RUNNING: self._write,
            State.SUBMITTING: self._submit,
        }
        with translation.override(admin_language(run.user)):
            try:
                if run.state not in AFTER and not (run.user and run.user.is_active):
                    raise FileProblem(_("The account that has uploaded the file has been closed."))
                return steps.get(run.state, self._undo)(run)
            except Taken:
                return False
            except Changed as error:
                return _fail(run, str(error), again=True)
            except (FileProblem, ValidationError) as error:
                text = str(error) if isinstance(error, FileProblem) else " ".join(error.messages)
                return _fail(run, text)
            except Exception:
                log.exception("Import %d of “%s” has failed.", self.pk, run.file_name)
                return _fail(run, _("An administrator finds the reason in the log."))

    def _table_of(self, run: Import) -> Table:
        if self._table is None:
            self._table = table_of_import(run)
        return self._table

    def _check(self, run: Import) -> bool:
        free = Q(alive_at=None) | Q(alive_at__lt=timezone.now() - STALE)
        if not take(run, free, attempts=F("attempts") + 1):
            return False  # another worker is working on it
        if run.attempts > ATTEMPTS:
            raise FileProblem(_("Checking the file was interrupted three times. Split it into several files."))
        check(run, self._table_of(run))
        return False

    def _write(self, run: Import) -> bool:
        """Writes the next batch."""
        if not take(run, Q(alive_at=None)):
            return _take_over(run.pk)
        table = self._table_of(run)
        with announced_once():
            update_held(run, alive_at=run.alive_at)  # locks it until the transaction ends
            rows = table.rows[run.position : run.position + BATCH]
            planned = plan(table, run.user, run.partner, rows, run.what_was_meant)
            refuse_other(run, run.position, planned)
            write_batch(run, planned)
            position, is_last = run.position + len(rows), run.position + len(rows) >= len(table.rows)
            ended = _ended(run, State.SUBMITTING if run.submits else State.DONE) if is_last else {}
            update_held(run, position=position, alive_at=None, **ended)
        return run.submits or not is_last

    def _submit(self, run: Import) -> bool:
        with held_until_told(_action(run)), announced_once():
            if not _locked(run.pk, State.SUBMITTING):
                return False
            waiting = run.pages.filter(is_submitted=None).select_related("page", "page__locale").order_by("pk")
            rows = list(waiting[:SUBMITTED])
            for row in rows:
                row.run = run
                submit(row)
                row.save(update_fields=["is_submitted", "not_submitted"])
            if not rows:
                update_held(run, **_ended(run, State.DONE))
        return bool(rows)

    def _undo(self, run: Import) -> bool:
        with announced_once():
            if not _locked(run.pk, run.state):
                return False
            who = run.undone_by if run.state == State.UNDOING else None  # None: the import's own failure
            if run.state == State.UNDOING and not (who and who.is_active):
                leave(run, _("The account of the person who asked to undo it has been closed."))
            elif undo_batch(run, who):
                return True
            update_held(run, **_ended(run, AFTER[State(run.state)]))
        return False


def _locked(pk: int, state: str) -> bool:
    """Whether the import is in `state`. Locks it until the transaction ends."""
    return Import.objects.select_for_update(skip_locked=True).filter(pk=pk, state=state).first() is not None


def _take_over(pk: int) -> bool:
    """Fails an import whose batch was interrupted because its process was killed. Returns whether that was so."""
    with announced_once():
        run = Import.objects.select_for_update(skip_locked=True).filter(pk=pk, state=State.RUNNING).first()
        if not run or not run.alive_at or run.alive_at > timezone.now() - STALE:
            return False
        run.state, run.problem = State.FAILING, _("The import was interrupted.")
        run.save(update_fields=["state", "problem"])
    return True


def _fail(run: Import, problem: str, again: bool = False) -> bool:
    """Undoes what was written, unless the state has changed since the step began; returns whether there is more to do.
    `again`: if nothing was written, the user gets a new preview.
    """
    if run.state in AFTER:
        log.warning("Import %d cannot be taken back yet: %s", run.pk, problem)
        return False  # the worker tries again
    values: dict[str, Any] = {"state": State.FAILING}
    try:
        with transaction.atomic():
            if again and not run.position:
                values = {"state": State.CHECKING, "attempts": 0}
            elif run.state in Import.BEFORE_WRITING:
                values = _ended(run, State.FAILED)
            elif run.state == State.SUBMITTING:
                values = _ended(run, State.DONE)
            update_held(run, problem=problem, alive_at=None, **values)
    except Taken:
        return False
    return values["state"] in Import.IN_WORK


def _ended(run: Import, state: State) -> dict[str, Any]:
    """Deletes what is no longer needed, and notifies people of what was submitted, in one mail each.

    Keeps the file only if the import can be restarted.
    """
    if run.state == State.SUBMITTING:
        tell(_action(run), sent_by=run.user)
    was_checking = run.state in Import.BEFORE_WRITING  # it would fail again
    if was_checking or state in (State.DONE, State.UNDONE, State.SUBMITTING):
        run.rows.all().delete()
        ImportedFile.objects.filter(run=run).delete()
    return {"state": state, "ended_at": timezone.now()}


def _action(run: Import) -> str:
    return f"import {run.pk}"
