"""Coordinators manage synonyms and pinned results: their group gets the permissions, whichever is created first."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from practices.partners.access import COORDINATORS

MODELS = ["synonymgroup", "pinnedresult"]


@receiver(post_save, sender=Group)
def group_saved(instance: Group, raw: bool, **kwargs: Any) -> None:
    if instance.name == COORDINATORS and not raw:
        _grant_permissions(instance)


@receiver(post_migrate)
def models_migrated(sender: AppConfig, apps: Any = global_apps, **kwargs: Any) -> None:
    """`apps` is the state of the migrations so far, perhaps without groups."""
    if sender.name != "search" or "auth" not in apps.app_configs:
        return
    create_permissions(sender, verbosity=0, apps=apps)  # Django's own receiver runs later
    for group in apps.get_model("auth", "Group").objects.filter(name=COORDINATORS):
        _grant_permissions(group)


def _grant_permissions(group: Any) -> None:
    permission = group._meta.get_field("permissions").remote_field.model
    models = {"content_type__app_label": "search", "content_type__model__in": MODELS}
    group.permissions.add(*permission.objects.filter(**models))
