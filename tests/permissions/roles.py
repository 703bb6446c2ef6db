"""The roles, each with an account. "The partner" is KPMPC: what the table is about belongs to it."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client


@dataclass(frozen=True)
class Role:
    key: str
    label: str
    login: str = ""  # of the demonstration account
    group: str = ""  # the key of the group of an account that the demonstration lacks


ROLES = [
    Role("visitor", "Visitor"),
    Role("partner", "Partner's editor", "partner-kpmpc"),
    Role("head", "Partner's administrator", "head"),
    Role("other", "Editor of another partner", "partner-csci"),
    Role("reviewer", "Assigned reviewer", "partner-nl"),
    Role("guest", "Colleague elsewhere with whom a practice is shared", "partner-es"),
    Role("translator", "Translator into Dutch", "translator-nl"),
    Role("lt", "Translator into Lithuanian", "translator-lt"),
    Role("left", "Translator into Lithuanian who used to have every role at a partner", "left"),
    Role("former", "Somebody who used to have all these roles and has left", "former"),
    Role("newsletter", "Group “Newsletter”", group="newsletter"),
    Role("coordinator", "Coordinator", "coordinator"),
    Role("admin", "Administrator", "admin"),
]
EVERYBODY = frozenset(role.key for role in ROLES)
STAFF = EVERYBODY - {"visitor", "former"}  # everybody who enters the admin
ADMIN = frozenset({"admin"})
COORDINATORS = ADMIN | {"coordinator"}
HEADS = COORDINATORS | {"head"}  # who manage the partner's people
AUTHOR = COORDINATORS | {"partner"}  # who wrote it themselves
WRITER = frozenset({"partner"})
PARTNER = HEADS | {"partner"}
REVIEWER = frozenset({"reviewer"})
GUEST = frozenset({"guest"})
PARTNERS = PARTNER | REVIEWER | GUEST | {"other"}  # what editors of each partner may do
PAGES = STAFF - {"newsletter"}  # everybody who works on pages
TRANSLATORS = frozenset({"translator", "lt", "left"})


def client_of(role: Role) -> Client:
    client = Client()
    if role.login:
        client.force_login(get_user_model().objects.get(username=role.login))
    elif role.group:
        user = get_user_model().objects.create_user(role.key, f"{role.key}@example.org")
        user.groups.add(Group.objects.get(role__key=role.group))
        client.force_login(user)
    return client


def client_as(key: str) -> Client:
    return client_of(next(role for role in ROLES if role.key == key))
