"""Short lines used in every format of an issue. The language of the edition must be active."""

from datetime import date
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.newsletter.composing import contact_of_the_project
from home.newsletter.edition import Edition, Item


class Numbered(Protocol):
    """An issue, or an edition of it."""

    @property
    def number(self) -> int: ...

    @property
    def date(self) -> date: ...


def number_line(issue: Numbered) -> str:
    return _("No. %(number)s · %(date)s") % {"number": issue.number, "date": date_format(issue.date)}


def kicker_line(item: Item) -> str:
    return " · ".join(filter(None, [item.kind_label, item.kicker, item.place]))


def language_note(item: Item) -> str:
    """A note if an item is not in the language of the edition; usually empty."""
    if not item.in_other_language:
        return ""
    return _("Text in another language: %(name)s") % {"name": item.in_other_language}


def registration_line(item: Item) -> str:
    """The text before the registration URL."""
    if item.registration_until:
        return _("Register until %(date)s:") % {"date": date_format(item.registration_until)}
    return _("Register:")


def contact_line(edition: Edition) -> str:
    return " · ".join([edition.site.name, *contact_of_the_project()])


def demo_note(edition: Edition) -> str:
    if not edition.is_demo:
        return ""
    return _("Demonstration text: it shows what the site can do and has not been checked by the people it describes.")
