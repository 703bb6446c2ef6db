"""Erases a contact person from practices, their earlier revisions, and translation sources."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Revision

from cms.base.people.erasing.places import Places, blank_in_revisions, blank_in_sources, finders, matches
from cms.base.signals import announced_once
from practices.repository.practice import PracticePage

NAME, ADDRESS = "contact_name", "contact_email"
BLANK: dict[str, Any] = {NAME: "", ADDRESS: "", "contact_consent": False}


def contacts_named(name: str, address: str) -> Places:
    pages = PracticePage.objects.filter(matches(NAME, ADDRESS, name, address))
    stored = matches(NAME, ADDRESS, name, address, prefix="content__")
    revisions = Revision.page_revisions.filter(stored)
    return Places(pages.count() + revisions.count(), partial(_erase, pages, revisions))


def _erase(pages: QuerySet[PracticePage], revisions: QuerySet[Revision]) -> None:
    ids = {int(pk) for pk in revisions.values_list("object_id", flat=True)}
    keys = {page.translation_key for page in (*pages, *PracticePage.objects.filter(pk__in=ids))}
    blank_in_revisions(revisions.iterator(), BLANK)
    blank_in_sources(list(keys), BLANK)
    with announced_once():
        for page in pages:
            for field, value in BLANK.items():
                setattr(page, field, value)
            page.save(clean=False)


finders.append(contacts_named)
