"""Suggestions as personal data of their senders: for access and erasure requests."""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver

from cms.base.people.erasing.places import Places, finders, matches
from cms.base.signals import data_erased, data_requested
from practices.suggestions.model import Suggestion

TOLD = ("title", "text", "country", "target_groups", "name", "email", "may_be_named", "language", "consent", "created")


def suggestions_of(address: str) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(email__iexact=address)


@receiver(data_requested)
def list_suggestions(address: str, **kwargs: Any) -> dict[str, Any]:
    return {"suggested_practices": list(suggestions_of(address).values(*TOLD, "state", "message"))}


@receiver(data_erased)
def delete_suggestions(address: str, **kwargs: Any) -> None:
    suggestions_of(address).delete()


def suggestions_by(name: str, address: str) -> Places:
    found = Suggestion.objects.filter(matches("name", "email", name, address))
    return Places(found.count(), found.delete)


finders.append(suggestions_by)
