"""The events on the timeline, in order: the original's steps with the page's words, news and meetings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.dateformat import format as formatted
from django.utils.formats import get_format
from django.utils.functional import Promise
from wagtail.query import PageQuerySet

from cms.base.delivery.language_fallback import in_best_language, reading_order, with_fallback_language
from cms.base.delivery.urls import url_of
from cms.base.delivery.visibility import visible
from home.meetings.meeting_page import MeetingPage
from home.meetings.times import day_in_words, days_between
from home.news.news_page import NewsPage
from home.timeline.blocks import Kind, Precision, State
from practices.facts import FactsPage, Row, rows_with_words
from practices.facts.visibility import visible_with_facts

COARSE = [Precision.YEAR, Precision.MONTH, Precision.DAY]  # on the same day, less precise dates come first


@dataclass(frozen=True)
class Event:
    kind: str  # of a step; "news" or "meeting"
    kind_label: str | Promise
    title: str
    day: date
    when: str
    language: str
    text: str = ""
    state: str = ""
    state_label: str | Promise = ""
    url: str = ""
    documents: list[Any] = field(default_factory=list)
    roughness: int = len(COARSE)

    @property
    def is_step(self) -> bool:
        return self.kind in Kind.values


def years_of(page: Any, request: HttpRequest) -> list[tuple[int, list[Event]]]:
    """All events by year, earliest first. Two queries in addition to the page's own, for any number."""
    events = sorted([*steps_of(page), *_milestones(page, request)], key=lambda event: (event.day, event.roughness))
    return [(year, list(found)) for year, found in groupby(events, key=lambda event: event.day.year)]


def steps_of(page: FactsPage) -> list[Event]:
    """Activities and outputs, in the order of the editors."""
    return [_step(row, page) for row in rows_with_words(page, "steps") if row.facts["starts"]]


def _step(row: Row, page: FactsPage) -> Event:
    facts, words = row.facts, row.words
    return Event(
        kind=facts["kind"],
        kind_label=Kind(facts["kind"]).label,
        title=words["title"],
        text=words["text"],
        day=facts["starts"],
        when=period_in_words(facts["starts"], facts["ends"], facts["precision"], facts["state"]),
        language=(page if row.is_translated else page.original).locale.language_code,
        state=facts["state"],
        state_label=State(facts["state"]).label,
        documents=[document for document in facts["documents"] if document],
        roughness=COARSE.index(Precision(facts["precision"])),
    )


def period_in_words(starts: date, ends: date | None, precision: str, state: str) -> str:
    """The period at its known precision: "11–12 October 2021", "October 2021 – March 2022", "2021–2022"."""
    dash = "–" if precision == Precision.YEAR else " – "  # no spaces between single words
    if precision == Precision.DAY:
        first, last = day_in_words(starts), days_between(starts, ends) if ends else ""
    else:
        pattern = get_format("YEAR_MONTH_FORMAT") if precision == Precision.MONTH else "Y"
        first = formatted(starts, pattern)
        until = formatted(ends, pattern) if ends else ""
        last = first if until == first else f"{first}{dash}{until}" if until else ""
    return last or (f"{first}{dash}".rstrip() if state == State.UNDER_WAY else first)


def _milestones(page: Any, request: HttpRequest) -> Iterator[Event]:
    """The public news and meetings chosen on the original, in the reader's language or another one."""
    languages = reading_order(page.locale.language_code, request)
    keys = [row.shown.translation_key for row in page.original.milestones.select_related("shown")]
    if not keys:
        return

    def chosen(pages: PageQuerySet) -> PageQuerySet:
        return in_best_language(pages.filter(translation_key__in=keys), languages).select_related("locale")

    for news in chosen(visible(NewsPage.objects.filter(alias_of=None))):
        yield _milestone(news, news.date, day_in_words(news.date), request)
    for meeting in chosen(visible_with_facts(MeetingPage)).select_related("original_page", "locale"):
        if period := meeting.period:
            yield _milestone(meeting, period.first_day, period.days, request)


def _milestone(page: NewsPage | MeetingPage, day: date, when: str, request: HttpRequest) -> Event:
    language = page.locale.language_code
    url = with_fallback_language(url_of(page, request), language)
    return Event(page.kind, page.kind_label, page.title, day, when, language, page.summary, url=url)
