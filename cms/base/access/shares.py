"""Pages shared with people who have no permissions on the pages around them, such as colleagues of another partner."""

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
    """The translation keys of the pages shared with `user`, while they belong to a team. One query per request.

    Someone who leaves their own team loses access to other teams' pages as well, even if the account stays active.
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
