"""What somebody has in a team, and what becomes of it when they hand it over or leave. The work itself stays."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState

from cms.base.access.members import own_member_groups
from cms.base.access.shares import SharedPage
from cms.base.people.invitation import Invitation
from cms.base.people.notices.model import HeldNotice
from cms.base.people.teams import Team
from cms.base.readers.addresses import folded
from cms.base.review.changes import reviews_of_pages
from cms.base.translation.desk.access import may_translate
from cms.base.translation.desk.model import TranslationItem

OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True)
class OpenTasks:
    drafts: QuerySet[Page]  # theirs, with changes that are not published
    in_review: QuerySet[Page]  # that they have sent
    locked: QuerySet[Page]  # by them
    owned: int  # pages that they own, published ones included
    taken: int  # translations that they have taken at the desk, in whichever language

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
    """`heir` owns what `user` has in the team, and hears what becomes of what they have sent for review.

    They also get the translations that `user` has taken and they may translate.
    """
    _reviews(team).filter(requested_by=user).update(requested_by=heir)
    _unlock(team, user)
    team.pages().filter(owner=user).update(owner=heir)
    TranslationItem.objects.filter(may_translate(heir), taken_by=user).update(taken_by=heir)


def _unlock(team: Team, user: Any) -> None:
    team.pages().filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)


@transaction.atomic
def end_access(team: Team, user: Any) -> bool:
    """`user` leaves the team. Returns whether the account was deactivated, because it belongs to no other group."""
    _unlock(team, user)
    user.groups.remove(team.group, *([team.administrators] if team.administrators else []))
    Invitation.objects.pending().filter(team=team.key, folded=folded(user.email)).delete()
    if not own_member_groups(user).exists():
        SharedPage.objects.filter(user=user).delete()
    if user.groups.exists() or user.is_superuser:
        _free_translations(user)
        return False
    user.is_active = False
    user.save(update_fields=["is_active"])
    _free_translations(user)
    HeldNotice.objects.filter(user=user).delete()
    return True


def _free_translations(user: Any) -> None:
    """Others can take what the user may not translate any more."""
    now = type(user)._default_manager.get(pk=user.pk)  # with no permissions kept from before
    taken = TranslationItem.objects.filter(taken_by=now)
    if now.is_active:
        taken = taken.exclude(may_translate(now))
    taken.update(taken_by=None)


def appoint(team: Team, user: Any, is_administrator: bool) -> None:
    if team.administrators:
        change = user.groups.add if is_administrator else user.groups.remove
        change(team.administrators)
