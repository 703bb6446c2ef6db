"""Coordinators send newsletters. They see numbers, but no addresses."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.dispatch import receiver
from wagtail.permission_policies import ModelPermissionPolicy

from cms.base.access.roles import COORDINATORS, role_ensured
from home.newsletter.issue_page import NewsletterPage
from home.newsletter.sending.model import Sending

policy = ModelPermissionPolicy(Sending)


def sending_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="home", codename__in=("add_sending", "view_sending"))


@receiver(role_ensured)
def coordinators_ensured(key: str, group: Any, **kwargs: Any) -> None:
    if key == COORDINATORS:
        group.permissions.add(*sending_permissions())


def may_see(user: Any) -> bool:
    return policy.user_has_any_permission(user, ["add", "view"])


def may_send(user: Any, issue: NewsletterPage | None) -> bool:
    """Without an issue: whether they may send at all, or manage the sending of a deleted one."""
    if not policy.user_has_permission(user, "add"):
        return False
    return issue is None or bool(issue.permissions_for_user(user).can_publish())
