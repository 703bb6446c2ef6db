"""Whether a user may change a practice now: checked for each, in the preview and again when it is applied."""

from typing import Any

from practices.bulk.model import Reason
from practices.curation.states import State
from practices.repository.practice import PracticePage


def barred(practice: PracticePage, user: Any) -> Reason | None:
    """Why `practice`, an original `with_states`, cannot be changed by `user`; None if it can."""
    if not practice.permissions_for_user(user).can_edit():
        return Reason.NOT_ALLOWED
    if practice.alias_of_id:
        return Reason.MIRROR
    if has_state(practice, State.REVIEW):
        return Reason.REVIEW
    if practice.locked:
        return Reason.LOCKED
    if has_state(practice, State.SCHEDULED):
        return Reason.SCHEDULED
    return None


def is_published_again(practice: PracticePage, user: Any) -> bool:
    """Whether a change by `user` is published at once: never together with other people's unpublished changes."""
    is_as_published = practice.live and not practice.has_unpublished_changes and not has_state(practice, State.CHANGES)
    return bool(is_as_published and practice.permissions_for_user(user).can_manage_live())


def has_state(practice: PracticePage, state: State) -> bool:
    return bool(getattr(practice, f"is_{state}"))
