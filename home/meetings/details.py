"""What a meeting's page shows in addition to its own words, including what only project members see."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.http import HttpRequest

from cms.base.access.members import is_member
from cms.base.delivery.language_fallback import in_best_language, reading_order, with_fallback_language
from cms.base.delivery.urls import full_url_of, url_of
from cms.base.per_language.texts import text_to_read
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.access import may_see_attendance
from home.meetings.registration.status import Status, deadline_of, status_and_places_left
from practices.facts import Row, rows_with_words
from practices.models import PartnerPage
from practices.partners.visibility import visible_partners


@dataclass(frozen=True)
class PageLink:
    """A link to a page in the reader's language, or in another one."""

    title: str
    url: str
    full_url: str
    language: str
    key: Any

    @classmethod
    def to(cls, page: Any, request: HttpRequest) -> Self:
        language = page.locale.language_code
        url = with_fallback_language(url_of(page, request), language)
        return cls(page.title, url, full_url_of(page, request), language, page.translation_key)


@dataclass(frozen=True)
class MembersDocument:
    label: str
    language: str  # of the label; empty for the title of the document
    url: str


class MeetingDetails:
    """Created once per page shown, for both structured data and template."""

    def __init__(self, page: MeetingPage, request: HttpRequest) -> None:
        self.page, self.request, self.original = page, request, page.original
        self.languages = reading_order(page.locale.language_code, request)

    @classmethod
    def of(cls, page: MeetingPage, request: HttpRequest) -> "MeetingDetails":
        if not hasattr(page, "_details"):
            page._details = cls(page, request)
        return page._details

    # -- for everybody -------------------------------------------------------------------------------------------------

    @cached_property
    def _participants(self) -> set[Any]:
        return {partner.translation_key for partner in self.original.participants.all()}

    @cached_property
    def _partners(self) -> dict[Any, PageLink]:
        """The host and the participants whose pages everybody may see, by translation key, in alphabetical order."""
        keys = self._participants | ({self.original.host.translation_key} if self.original.host else set())
        if not keys:
            return {}
        pages = visible_partners(PartnerPage.objects.filter(translation_key__in=keys, alias_of=None))
        found = in_best_language(pages, self.languages).select_related("locale").order_by("title")
        return {page.translation_key: PageLink.to(page, self.request) for page in found}

    @property
    def host(self) -> PageLink | None:
        return self._partners.get(self.original.host.translation_key) if self.original.host else None

    @property
    def participants(self) -> list[PageLink]:
        """The participants, without the host."""
        host = self.original.host.translation_key if self.original.host else None
        return [link for key, link in self._partners.items() if key in self._participants and key != host]

    @cached_property
    def agenda(self) -> list[Row]:
        return list(rows_with_words(self.page, "agenda"))

    @property
    def calendar_url(self) -> str:
        return f"{url_of(self.page, self.request)}calendar.ics"

    @property
    def registration_url(self) -> str:
        return f"{url_of(self.page, self.request)}registration/"

    @cached_property
    def _registration(self) -> tuple[Status, int | None]:
        return status_and_places_left(self.page)

    @property
    def registration(self) -> str:
        """ "none", "open", "full" or "late"."""
        return self._registration[0].value

    @property
    def places_left(self) -> int | None:
        """None if any number can register."""
        return self._registration[1]

    @property
    def last_day_to_register(self) -> date | None:
        """In the meeting's time zone; None if people can register until the meeting begins."""
        day, deadline = self.original.registration_until, deadline_of(self.page)
        is_earlier = day and deadline and self.page.period and deadline < self.page.period.starts
        return day if is_earlier else None

    # -- for members ---------------------------------------------------------------------------------------------------

    @cached_property
    def is_for_member(self) -> bool:
        """Whether the user is a member of the project. No query for anonymous visitors."""
        user = getattr(self.request, "user", None)
        return user is not None and is_member(user)

    @cached_property
    def documents(self) -> list[MembersDocument]:
        if not self.is_for_member:
            return []
        rows = self.original.members_documents.select_related("document")
        return [self._document(row) for row in rows]

    def _document(self, row: Any) -> MembersDocument:
        label, language = text_to_read(row.label)
        return MembersDocument(label or row.document.title, language, row.document.url)

    @property
    def join_url(self) -> str:
        return self.original.join_url if self.is_for_member and self.page.is_online else ""

    @cached_property
    def sees_attendance(self) -> bool:
        return self.is_for_member and may_see_attendance(self.request.user, self.page)
