"""Makes and undoes changes in batches: small ones within the request, larger ones in the worker."""

import logging
from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone, translation

from cms.base.errors import error_summary
from cms.base.languages import admin_language
from cms.base.people.notices.digest import tell
from cms.base.people.notices.together import held_until_told
from cms.base.signals import announced_once, mail_round
from practices.bulk.apply import apply_change
from practices.bulk.changes import Change
from practices.bulk.effects import Effect, Effects
from practices.bulk.model import BulkChange, ChangedPractice, Reason
from practices.bulk.undoing import undo, undoable
from practices.curation.states import with_states
from practices.repository.practice import PracticePage

log = logging.getLogger(__name__)
State = ChangedPractice.State
MAX_IN_REQUEST = 10  # in a request; more are left to the worker
BATCH, SECONDS = 50, 2.0  # per transaction, whichever comes first: other people's changes wait for it
ROUND = 5.0  # seconds; then it is the turn of mails


def begin(change: Change, effects: Iterable[Effect], user: Any) -> BulkChange:
    """Records what to do with each practice, and does it at once if there are few. Practices have their `row`."""
    effects = list(effects)
    bulk_change = BulkChange.objects.create(user=user, kind=change.key, parameters=change.parameters)
    rows = [_row(bulk_change, effect) for effect in effects]
    ChangedPractice.objects.bulk_create(rows)
    _do_if_few(bulk_change)
    return bulk_change


def begin_undo(bulk_change: BulkChange, user: Any) -> None:
    bulk_change.practices.filter(state=State.CHANGED).update(state=State.TO_UNDO)
    bulk_change.undone, bulk_change.undone_by = timezone.now(), user
    bulk_change.save(update_fields=["undone", "undone_by"])
    _do_if_few(bulk_change)


def what_undoing_does(bulk_change: BulkChange, user: Any) -> list[tuple[ChangedPractice, Reason | None]]:
    """For each changed practice, why it would stay as it is, or None if it would be restored."""
    rows = list(bulk_change.practices.filter(state=State.CHANGED).select_related("before", "moved_from"))
    found = _practices_of(rows)
    for row in rows:
        row.bulk_change = bulk_change
    return [(row, undoable(row, found.get(row.practice_id), user)) for row in rows]


def _practices_of(rows: Iterable[ChangedPractice]) -> dict[Any, PracticePage]:
    ids = [row.practice_id for row in rows if row.practice_id]
    found: dict[Any, PracticePage] = (
        with_states(PracticePage.objects.filter(pk__in=ids)).select_related("locale", "latest_revision").in_bulk()
    )
    return found


def _row(bulk_change: BulkChange, effect: Effect) -> ChangedPractice:
    row, practice = effect.practice.row, effect.practice
    state, reason = (State.LEFT_OUT, effect.reason) if effect.reason else (State.TO_CHANGE, "")
    return ChangedPractice(
        bulk_change=bulk_change,
        practice=practice,
        title=row.title,
        language=row.title_language,
        state=state,
        reason=reason,
    )


def _do_if_few(bulk_change: BulkChange) -> None:
    if bulk_change.waiting.count() <= MAX_IN_REQUEST:
        while do_batch(bulk_change.pk):
            pass


@receiver(mail_round)
def do_some(**kwargs: Any) -> None:
    until = monotonic() + ROUND
    waiting = ChangedPractice.objects.filter(state__in=ChangedPractice.WAITING)
    for pk in list(waiting.order_by("bulk_change").values_list("bulk_change", flat=True).distinct()):
        while monotonic() < until and do_batch(pk):
            pass


def do_batch(pk: int) -> bool:
    """Processes the next practices of the change `pk`, in one transaction. Returns whether there were any."""
    action = f"bulk change {pk}"
    with held_until_told(action), announced_once():
        # Locked, so that two workers do not do the same work.
        bulk_change = BulkChange.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
        rows = list(bulk_change.waiting.select_related("before", "moved_from")[:BATCH]) if bulk_change else []
        if not bulk_change or not rows:
            return False
        user = bulk_change.undone_by if bulk_change.undone else bulk_change.user
        with translation.override(admin_language(user)):
            _do(bulk_change, rows, user)
        if not bulk_change.waiting.exists():
            tell(action)
            if bulk_change.change.is_personal:
                bulk_change.parameters = {}
                bulk_change.save(update_fields=["parameters"])
    return True


def _do(bulk_change: BulkChange, rows: list[ChangedPractice], user: Any) -> None:
    found = _practices_of(rows)
    effects = {}
    if not bulk_change.undone and user:
        effects = {effect.practice.pk: effect for effect in Effects(bulk_change.change, user).of(found.values())}
    until = monotonic() + SECONDS
    for row in rows:
        row.bulk_change = bulk_change
        practice = found.get(row.practice_id)
        try:
            with transaction.atomic():
                _do_one(row, practice, effects.get(row.practice_id), user)
        except ValidationError as error:
            row.refresh_from_db()  # the revisions that it refers to have been rolled back
            row.leave(_state_left(bulk_change), Reason.REFUSED, error_summary(practice, error))
        except Exception:
            log.exception("“%s” could not be changed.", row.title)
            row.refresh_from_db()
            row.leave(_state_left(bulk_change), Reason.FAILED)
        row.save()
        if monotonic() > until:
            break


def _do_one(row: ChangedPractice, practice: PracticePage | None, effect: Effect | None, user: Any) -> None:
    state = _state_left(row.bulk_change)
    if user is None or not user.is_active:  # the account has since been closed
        row.leave(state, Reason.NOT_ALLOWED)
    elif practice is None:
        row.leave(state, Reason.GONE)
    elif row.bulk_change.undone:
        if reason := undoable(row, practice, user):
            row.leave(state, reason)
        else:
            undo(row, practice, user)
    elif effect and effect.reason:
        row.leave(state, effect.reason)
    elif effect:
        apply_change(row, effect, user)


def _state_left(bulk_change: BulkChange) -> str:
    return State.KEPT if bulk_change.undone else State.LEFT_OUT
