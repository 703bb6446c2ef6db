"""Who works on the project and so sees what visitors do not: the minutes of a meeting, the link to join it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from cms.base.access.roles import COORDINATORS


def _coordinators() -> Q:
    return Q(role__key=COORDINATORS)


member_groups: list[Callable[[], Q]] = [_coordinators]  # conditions on groups: the apps above add their own


def is_member(user: Any) -> bool:
    """Whether `user` is an administrator or coordinator, or belongs to a partner. No query for anonymous users."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or own_member_groups(user).exists()


def own_member_groups(user: Any) -> QuerySet[Group]:
    """The member groups that `user` belongs to."""
    condition = Q(pk=None)
    for groups in member_groups:
        condition |= groups()
    return Group.objects.filter(condition, user=user)
