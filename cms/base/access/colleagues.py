"""Colleagues: where a group may only add pages, its members may edit what any of them has proposed.

In Wagtail, users who may add pages may edit only their own; people at the same partner work on the same pages.
"""

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import GroupPagePermission

from cms.base.access.members import own_member_groups

CACHE = "_colleagues"  # on the user, like Wagtail's permission caches: lasts for one request


def colleagues_of(user: Any) -> set[int]:
    """Ids of the other users in any member group of `user`. One query per request."""
    if not hasattr(user, CACHE):
        shared = get_user_model().objects.filter(groups__in=own_member_groups(user)).exclude(pk=user.pk)
        setattr(user, CACHE, set(shared.values_list("pk", flat=True)))
    return getattr(user, CACHE)


def is_add(permission: GroupPagePermission) -> bool:
    return permission.permission.codename == "add_page"
