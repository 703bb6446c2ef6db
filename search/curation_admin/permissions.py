"""Coordinators manage synonyms and pinned results: their group gets the permissions, whichever is created first."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from cms.base.access.roles import COORDINATORS, role_ensured

MODELS = ["synonymgroup", "pinnedresult"]


@receiver(role_ensured)
def coordinators_ensured(key: str, group: Any, **kwargs: Any) -> None:
    if key == COORDINATORS:
        _grant_permissions(group)


@receiver(post_migrate)
def models_migrated(sender: AppConfig, apps: Any = global_apps, **kwargs: Any) -> None:
    """`apps` is the state of the migrations so far, perhaps without roles."""
    if sender.name != "search" or "role" not in apps.all_models["base"]:
        return
    create_permissions(sender, verbosity=0, apps=apps)  # Django's own receiver runs later
    for role in apps.get_model("base", "Role").objects.filter(key=COORDINATORS):
        _grant_permissions(role.group)


def _grant_permissions(group: Any) -> None:
    permission = group._meta.get_field("permissions").remote_field.model
    models = {"content_type__app_label": "search", "content_type__model__in": MODELS}
    group.permissions.add(*permission.objects.filter(**models))
