"""Erases a contact person from practices, their earlier revisions, and translation sources."""

from typing import Any

from wagtail.models import Revision

from cms.base.people.erasing.erasers import blank_in_revisions, blank_in_sources, erasers, matches
from cms.base.signals import announced_once
from practices.repository.practice import PracticePage

NAME, ADDRESS = "contact_name", "contact_email"
BLANK: dict[str, Any] = {NAME: "", ADDRESS: "", "contact_consent": False}


def erase_contact(name: str, address: str, erases: bool) -> int:
    pages = PracticePage.objects.filter(matches(NAME, ADDRESS, name, address))
    stored = matches(NAME, ADDRESS, name, address, prefix="content__")
    revisions = Revision.page_revisions.filter(stored)
    count = pages.count() + revisions.count()
    if erases and count:
        ids = {int(pk) for pk in revisions.values_list("object_id", flat=True)}
        keys = {page.translation_key for page in (*pages, *PracticePage.objects.filter(pk__in=ids))}
        blank_in_revisions(revisions.iterator(), BLANK)
        blank_in_sources(list(keys), BLANK)
        with announced_once():
            for page in pages:
                for field, value in BLANK.items():
                    setattr(page, field, value)
                page.save(clean=False)
    return count


erasers.append(erase_contact)
