"""Undoes a change to one practice, if nobody has worked on it since."""

from typing import Any

from practices.bulk.access import barred
from practices.bulk.apply import UNDONE, move, note, write
from practices.bulk.changes import MoveToPartner, values_of
from practices.bulk.model import ChangedPractice, Reason
from practices.repository.practice import PracticePage


def undoable(row: ChangedPractice, practice: PracticePage | None, user: Any) -> Reason | None:
    """Why the change cannot be undone; None if it can. `practice` is `with_states`."""
    if practice is None:
        return Reason.GONE
    if reason := barred(practice, user):
        return reason
    if _is_touched(row, practice):
        return Reason.TOUCHED
    tester = practice.permissions_for_user(user)
    if row.bulk_change.kind == MoveToPartner.key:
        if row.moved_from is None:
            return Reason.NO_PAGE
        if not (tester.can_move() and tester.can_move_to(row.moved_from.specific)):
            return Reason.NOT_MOVED
        is_free = PracticePage._slug_is_available(practice.slug, row.moved_from, practice)
        return None if is_free else Reason.ADDRESS
    if row.before is None:
        return Reason.NO_VERSION
    if row.is_published and not tester.can_manage_live():
        return Reason.NOT_ALLOWED
    return None


def _is_touched(row: ChangedPractice, practice: PracticePage) -> bool:
    if practice.latest_revision_id != row.after_id or practice.live != row.was_live:
        return True
    if row.moved_to_id and practice.get_parent().pk != row.moved_to_id:
        return True
    is_published_since = row.after_id is not None and practice.live_revision_id == row.after_id
    return is_published_since and not row.is_published and not row.moved_to_id


def undo(row: ChangedPractice, practice: PracticePage, user: Any) -> None:
    """Raises `ValidationError`, without saving anything, if the practice does not allow it."""
    change = row.bulk_change.change
    revision = None
    if isinstance(change, MoveToPartner):
        move(practice, row.moved_from, user)
    else:
        before = row.before.content  # type: ignore[union-attr] # see `undoable`
        revision = write(practice, values_of(change.fields, before.get, before), user, changed=row.had_changes)
        if row.is_published:
            revision.publish(user=user)
        elif not row.had_changes:  # the draft is the same as what is published again
            PracticePage.objects.filter(pk=practice.pk).update(has_unpublished_changes=False)
    note(UNDONE, practice, revision, row.bulk_change, user)
    row.leave(ChangedPractice.State.UNDONE, "")
