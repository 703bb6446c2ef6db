"""What a member has open in a team, and what becomes of it when they hand it over or leave. The work itself stays."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState

from cms.base.access.members import own_member_groups
from cms.base.access.shares import SharedPage
from cms.base.people.invitations.invitation import Invitation
from cms.base.people.notices.model import HeldNotice
from cms.base.people.teams import Team, may_invite
from cms.base.readers.addresses import folded
from cms.base.review.changes import reviews_of_pages
from cms.base.translation.desk.access import may_translate
from cms.base.translation.desk.model import TranslationItem

OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True)
class Departure:
    """What ending the access of a member has entailed."""

    closed: bool  # the account, because it belongs to no other group
    withdrawn: int  # invitations that they had sent


@dataclass(frozen=True)
class OpenTasks:
    drafts: QuerySet[Page]  # theirs, with changes that are not published
    in_review: QuerySet[Page]  # submitted by them
    locked: QuerySet[Page]  # by them
    owned: int  # pages that they own, published ones included
    taken: int  # translations that they have taken at the desk, in any language

    def __bool__(self) -> bool:
        return bool(self.owned or self.taken or self.drafts or self.in_review or self.locked)


def open_tasks(team: Team, user: Any) -> OpenTasks:
    pages = team.pages().select_related("locale")
    sent = _reviews(team).filter(requested_by=user).values_list("object_id", flat=True)
    owned = pages.filter(owner=user)
    return OpenTasks(
        drafts=owned.filter(has_unpublished_changes=True),
        in_review=pages.filter(pk__in=[int(pk) for pk in sent]),
        locked=pages.filter(locked_by=user),
        owned=owned.count(),
        taken=TranslationItem.objects.filter(taken_by=user).count(),
    )


def _reviews(team: Team) -> QuerySet[WorkflowState]:
    ids = team.pages().order_by().values(key=Cast("pk", CharField()))
    return reviews_of_pages(*OPEN).filter(object_id__in=ids)


@transaction.atomic
def hand_over(team: Team, user: Any, heir: Any) -> None:
    """`heir` becomes the owner of the work of `user` in the team, and is notified about the pages that they submitted.

    They also take over those of the translations of `user` that they may translate.
    """
    _reviews(team).filter(requested_by=user).update(requested_by=heir)
    _unlock(team, user)
    team.pages().filter(owner=user).update(owner=heir)
    TranslationItem.objects.filter(may_translate(heir), taken_by=user).update(taken_by=heir)


def _unlock(team: Team, user: Any) -> None:
    team.pages().filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)


@transaction.atomic
def end_access(team: Team, user: Any) -> Departure:
    """`user` leaves the team."""
    _unlock(team, user)
    user.groups.remove(team.group, *([team.administrators] if team.administrators else []))
    Invitation.objects.pending().filter(team=team.key, folded=folded(user.email)).delete()
    if not own_member_groups(user).exists():
        SharedPage.objects.filter(user=user).delete()
    closes = not user.groups.exists() and not user.is_superuser
    if closes:
        user.is_active = False
        user.save(update_fields=["is_active"])
        HeldNotice.objects.filter(user=user).delete()
    now = _as_now(user)
    _free_translations(now)
    return Departure(closes, _withdraw_invitations(now))


def _as_now(user: Any) -> Any:
    """A fresh copy of the user: permissions are cached on the instance."""
    return get_user_model()._default_manager.get(pk=user.pk)


def _free_translations(user: Any) -> None:
    """Releases the translations that the user may no longer do, so that others can take them."""
    taken = TranslationItem.objects.filter(taken_by=user)
    if user.is_active:
        taken = taken.exclude(may_translate(user))
    taken.update(taken_by=None)


@transaction.atomic
def appoint(team: Team, user: Any, is_administrator: bool) -> int:
    """Appoints or dismisses. Returns how many invitations by `user` were withdrawn."""
    if team.administrators:
        change = user.groups.add if is_administrator else user.groups.remove
        change(team.administrators)
    return _withdraw_invitations(_as_now(user))


def _withdraw_invitations(user: Any) -> int:
    """Withdraws the invitations that `user` may no longer send."""
    sent = Invitation.objects.pending().filter(invited_by=user)
    lost = [each.pk for each in sent if not may_invite(user, each.team, each.as_administrator)]
    Invitation.objects.pending().filter(pk__in=lost).delete()
    return len(lost)
