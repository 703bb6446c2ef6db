"""The groups that the site itself relies on. They are looked up by key, because administrators may rename them."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.dispatch import Signal

COORDINATORS = "coordinators"
PARTNER_EDITORS = "partner-editors"  # each partner has its own group, which is not looked up by this key

role_ensured = Signal()  # key, group: other apps grant the role its permissions in them


class Role(models.Model):
    """The group that has a role on the site."""

    key = models.SlugField(max_length=60, unique=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role")

    def __str__(self) -> str:
        return self.key


def is_coordinator(user: Any) -> bool:
    """True for administrators as well. Called several times per admin page, so cached: one query per request."""
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    if not hasattr(user, "coordinates"):
        user.coordinates = user.groups.filter(role__key=COORDINATORS).exists()
    return bool(user.coordinates)


def translators_key(language: str) -> str:
    return f"translators-{language}"


def group_of(key: str, name: str) -> Group:
    """The group with the role `key`, created with the name `name` if there is none."""
    if role := Role.objects.filter(key=key).select_related("group").first():
        return role.group
    taken = set(Group.objects.filter(name__startswith=name).values_list("name", flat=True))
    names = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    group = Group.objects.create(name=next(each for each in names if each not in taken))
    Role.objects.create(key=key, group=group)
    return group
