"""Applies a change to one practice: one revision, published if possible, and a log entry."""

from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page, Revision

from practices.bulk.changes import MoveToPartner, Values, put
from practices.bulk.effects import Effect
from practices.bulk.model import BulkChange, ChangedPractice
from practices.repository.practice import PracticePage

CHANGED, UNDONE = "practices.bulk_change", "practices.bulk_change_undone"  # in the history of a page


def apply_change(row: ChangedPractice, effect: Effect, user: Any) -> None:
    """Raises `ValidationError`, without saving anything, if the practice does not allow it."""
    practice, bulk_change = effect.practice, row.bulk_change
    row.was_live, row.had_changes = practice.live, practice.has_unpublished_changes
    if isinstance(bulk_change.change, MoveToPartner):
        row.before = row.after = practice.latest_revision
        row.moved_from, row.moved_to = practice.get_parent(), effect.target.page_ptr
        move(practice, row.moved_to, user)
        note(CHANGED, practice, None, bulk_change, user)
    else:
        row.before = _version_before(effect)
        row.after = revision = write(practice, effect.values, user)
        note(CHANGED, practice, revision, bulk_change, user)
        row.is_published = effect.publishes
        if effect.publishes:
            revision.publish(user=user)
    row.leave(ChangedPractice.State.CHANGED, "")


def _version_before(effect: Effect) -> Revision:
    """The revision to restore on undo. A page without one, for instance if created by a command, gets one first."""
    latest = effect.practice.latest_revision
    if latest and all(latest.content.get(name) == value for name, value in effect.has.items()):
        return latest
    return effect.practice.save_revision(changed=False, clean=False)


def write(practice: PracticePage, values: Values, user: Any, changed: bool = True) -> Revision:
    """A new revision of the latest draft, with `values`. A draft may be incomplete: it is not validated."""
    draft = practice.get_latest_revision_as_object()
    put(draft, values)
    return draft.save_revision(user=user, clean=False, changed=changed)


def move(practice: PracticePage, parent: Page, user: Any) -> None:
    """Moves the page below `parent`, as its last child. Translations move with it."""
    practice.move(parent.specific, pos="last-child", user=user)


def note(action: str, practice: PracticePage, revision: Revision | None, bulk_change: BulkChange, user: Any) -> None:
    """Logs the change. Names of people are left out, because the log outlives their consent."""
    change = bulk_change.change
    parameters = {} if change.is_personal else change.parameters
    data = {"kind": change.key, "parameters": parameters, "bulk_change": bulk_change.pk}
    log(instance=practice, action=action, user=user, revision=revision, data=data, content_changed=True)
