"""Registrations as personal data, and the link in mails for cancelling them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.dispatch import receiver

from cms.base.people.erasing.places import Places, finders, matches
from cms.base.readers.addresses import digest, digests
from cms.base.readers.links import parts_of, personal_url
from cms.base.signals import data_erased, data_requested
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.model import Registration


def registrations_of(address: str) -> QuerySet[Registration]:
    return Registration.objects.filter(email__iexact=address)


@receiver(data_requested)
def list_registrations(address: str, **kwargs: Any) -> dict[str, Any]:
    rows = list(registrations_of(address))
    meetings = MeetingPage.objects.filter(translation_key__in=[row.meeting_key for row in rows], original_page=None)
    titles = dict(meetings.values_list("translation_key", "title"))
    registrations = [
        {
            "meeting": titles.get(row.meeting_key, ""),
            "name": row.name,
            "organisation": row.organisation,
            "language": row.language,
            "consent": row.consent,
            "created": row.created,
        }
        for row in rows
    ]
    return {"registrations": registrations}


@receiver(data_erased)
def delete_registrations(address: str, **kwargs: Any) -> None:
    registrations_of(address).delete()


def registered(name: str, address: str) -> Places:
    found = Registration.objects.filter(matches("name", "email", name, address))
    return Places(found.count(), found.delete)


finders.append(registered)


def cancel_url(meeting: MeetingPage, address: str) -> str:
    """The URL to cancel all registrations with this address: its owner may do so, whoever typed it."""
    return personal_url("cancel_registration", "registration", f"{meeting.translation_key.hex}-{digest(address)}")


def to_cancel(token: str) -> tuple[UUID, list[Registration]]:
    """The translation key of the meeting, and the remaining registrations. Raises `ForgedLink`."""
    key, found = parts_of(token, "registration")
    rows = Registration.objects.filter(meeting_key=UUID(key)).exclude(email="")
    return UUID(key), [row for row in rows if found in digests(row.email)]
