"""Colleagues: what one member of a group proposes where the group may only add pages, the others may edit.

In Wagtail, who may add pages may edit their own. Those who work for the same partner work on the same pages.
"""

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import GroupPagePermission

from cms.base.access.members import own_member_groups

CACHE = "_colleagues"  # on the user, like Wagtail's caches of permissions: for the request


def colleagues_of(user: Any) -> set[int]:
    """Ids of the users who share a group of members with `user`; not of `user`. One query for each request."""
    if not hasattr(user, CACHE):
        shared = get_user_model().objects.filter(groups__in=own_member_groups(user)).exclude(pk=user.pk)
        setattr(user, CACHE, set(shared.values_list("pk", flat=True)))
    return getattr(user, CACHE)


def is_add(permission: GroupPagePermission) -> bool:
    return permission.permission.codename == "add_page"
