"""Erases somebody's name and address from earlier work. The work itself stays."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from wagtail.models import ModelLogEntry, Revision
from wagtail.users.models import UserProfile
from wagtail_localize.models import TranslationSource

from cms.base.people.invitations.invitation import Invitation
from cms.base.people.named.person import Person
from cms.base.readers.addresses import digests, folded
from cms.base.readers.model import Reader, Unsubscribed


@dataclass(frozen=True)
class Places:
    """Where somebody is named, and how to erase them there."""

    count: int
    erase: Callable[[], object]


Finder = Callable[[str, str], Places]  # given a name and an address, of which one may be empty


def _people(name: str, address: str) -> Places:
    """People named on pages, with their credits. Someone with an active account decides for themselves."""
    found = Person.objects.filter(name=name).exclude(account__is_active=True) if name else Person.objects.none()
    return Places(found.count(), found.delete)


def _accounts(name: str, address: str) -> Places:
    """Closed accounts: the rows stay, because revisions refer to them."""
    found = _accounts_of(name, address, is_active=False)
    return Places(len(found), partial(_erase_accounts, found))


def open_accounts(name: str, address: str) -> list[Any]:
    """Those that nothing is erased from until somebody closes them."""
    return _accounts_of(name, address, is_active=True)


def _accounts_of(name: str, address: str, *, is_active: bool) -> list[Any]:
    users = get_user_model()._default_manager.filter(is_active=is_active)
    if address:
        return list(users.filter(email__iexact=address))
    return [user for user in users if user.get_full_name() == name]


def _erase_accounts(users: list[Any]) -> None:
    for user in users:
        before, user.username = user.username, f"former-{user.pk}"
        user.first_name = user.last_name = user.email = ""
        user.set_unusable_password()
        user.save()
        for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
            profile.avatar.delete()
        ModelLogEntry.objects.filter(label=before).update(label=user.username)


def _invitations(name: str, address: str) -> Places:
    found = Invitation.objects.filter(folded=folded(address)) if address else Invitation.objects.none()
    return Places(found.count(), found.delete)


def _readers(name: str, address: str) -> Places:
    """Subscriptions."""
    found = Reader.objects.filter(folded=folded(address)) if address else Reader.objects.none()
    return Places(found.count(), found.delete)


def _unsubscribed(name: str, address: str) -> Places:
    """The records that subscriptions were ended."""
    found = Unsubscribed.objects.filter(digest__in=digests(address)) if address else Unsubscribed.objects.none()
    return Places(found.count(), found.delete)


finders: list[Finder] = [_people, _accounts, _invitations, _readers, _unsubscribed]  # the apps above add theirs


def pattern_of(name: str, address: str) -> re.Pattern[str]:
    """Matches both in texts and HTML, but not inside longer words."""
    found = {form for each in (name, address) if each for form in (each, escape(each))}
    either = "|".join(re.escape(form) for form in sorted(found, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def count_places(name: str, address: str) -> int:
    return sum(find(name, address).count for find in finders)


@transaction.atomic
def erase(name: str, address: str) -> int:
    """Returns the number of places."""
    count = 0
    for find in finders:
        places = find(name, address)
        places.erase()
        count += places.count
    return count


def matches(name_field: str, address_field: str, name: str, address: str, prefix: str = "") -> Q:
    """The rows whose fields have exactly this name, or this address in any case."""
    found = Q(pk=None)
    if name:
        found |= Q(**{f"{prefix}{name_field}": name})
    if address:
        found |= Q(**{f"{prefix}{address_field}__iexact": address})
    return found


def blank_in_revisions(revisions: Iterable[Revision], blank: dict[str, Any]) -> None:
    for revision in revisions:
        revision.content |= blank
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def blank_in_sources(keys: list[Any], blank: dict[str, Any]) -> None:
    """Erases from wagtail-localize's copies of the originals with these translation keys."""
    for source in TranslationSource.objects.filter(object_id__in=keys):
        content = json.loads(source.content_json)
        content |= {name: value for name, value in blank.items() if name in content}
        TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
