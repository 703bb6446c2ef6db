"""A composed issue: plain data in one language, from which each format (page, mail, text, PDF) is rendered."""

import datetime
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.base.i18n.language_codes import is_right_to_left
from cms.base.models import SiteSettings
from cms.base.rich_text import Block


class Kind(Enum):
    PAGE = "page"  # a page of the site, with a link to it
    TEXT = "text"
    HEADING = "heading"  # above the items that follow
    PICTURE = "picture"


@dataclass(frozen=True)
class Picture:
    """A photograph or, if a page has none, its drawn cover, which is decorative."""

    image: Any = None  # SiteImage
    alt: str = ""
    credit: str = ""
    cover: str = ""  # code of the cover


@dataclass(frozen=True)
class Item:
    kind: Kind
    id: str  # of its block
    language: str  # of its text
    title_language: str
    title: str = ""
    kind_label: str = ""  # "News item"
    kicker: str = ""  # a date, a country
    place: str = ""  # of a meeting
    registration_url: str = ""  # absolute; only for meetings that are open for registration
    registration_until: datetime.date | None = None
    highlight: str = ""  # the result of a practice
    text: list[Block] = field(default_factory=list)
    story: list[Block] = field(default_factory=list)  # the whole text of the page (`story.py`), only for print
    picture: Picture | None = None
    url: str = ""  # absolute
    in_other_language: str = ""  # the name of the language, if it is not the edition's


class Why(TextChoices):
    DELETED = "deleted", _("it was deleted")
    NOT_PUBLISHED = "not-published", _("it is not published")
    NOT_PUBLIC = "not-public", _("it is not open to everybody")
    NOT_TRANSLATED = "not-translated", _("it is not translated into the language of this issue")


@dataclass(frozen=True)
class LeftOut:
    """An item that is not shown to readers."""

    name: str
    why: Why


@dataclass(frozen=True)
class Edition:
    language: str
    site: SiteSettings
    site_url: str
    number: int
    date: datetime.date
    title: str
    summary: str
    editorial: list[Block]
    items: list[Item]
    left_out: list[LeftOut]
    url: str  # absolute; empty for an issue that was never saved
    is_demo: bool
    changed_at: datetime.datetime

    @property
    def is_right_to_left(self) -> bool:
        return is_right_to_left(self.language)

    @property
    def lead(self) -> Item | None:
        """The first page that the issue shows."""
        return next((item for item in self.items if item.kind is Kind.PAGE), None)

    @property
    def pdf_url(self) -> str:
        return f"{self.url}pdf/" if self.url else ""
