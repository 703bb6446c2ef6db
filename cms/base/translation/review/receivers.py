"""The check before publishing; and lets coordinators change the translation settings."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.dispatch import receiver

from cms.base.access.roles import COORDINATORS, role_ensured
from cms.base.models.page import more_refusals
from cms.base.translation.review.reviewing import refuse_unreviewed

more_refusals.append(refuse_unreviewed)


@receiver(role_ensured)
def coordinators_decide(key: str, group: Group, **kwargs: Any) -> None:
    if key == COORDINATORS:
        of_settings = {"content_type__app_label": "base", "content_type__model": "translationsettings"}
        group.permissions.add(*Permission.objects.filter(**of_settings, codename="change_translationsettings"))
