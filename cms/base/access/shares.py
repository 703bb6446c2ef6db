"""A page that somebody may work on who has no part in the pages around it, such as a colleague of another partner."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists
from django.utils import timezone

from cms.base.access.members import own_member_groups

CACHED = "_shared_keys"


class SharedPage(models.Model):
    """A page in all its languages, shared with one person: to read, edit and submit for review; nothing else."""

    key = models.UUIDField()  # the translation key
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shared_pages")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "user"], name="base_shared_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.user_id}"


def shared_keys(user: Any) -> set[UUID]:
    """The translation keys of the pages that are shared with `user`, while they work for somebody: one query a request.

    Whoever leaves their own team has no part in the pages of others, either, even if the account stays in use.
    """
    if not user.is_active or user.is_anonymous or user.is_superuser:
        return set()
    if not hasattr(user, CACHED):
        setattr(user, CACHED, set(_keys(user)))
    keys: set[UUID] = getattr(user, CACHED)
    return keys


def _keys(user: Any) -> models.QuerySet:
    shared = SharedPage.objects.filter(Exists(own_member_groups(user)), user=user)
    return shared.values_list("key", flat=True)
