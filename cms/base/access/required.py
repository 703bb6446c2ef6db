"""Refuses what a user has no permission for, in views of our own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies.base import BasePermissionPolicy


def require(policy: BasePermissionPolicy, user: Any, action: str) -> None:
    """Raises `PermissionDenied`, which the admin turns into a message, unless `policy` allows `user` the `action`."""
    if not policy.user_has_permission(user, action):
        raise PermissionDenied
