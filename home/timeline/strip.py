"""A summary of the project's steps, for the home page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cms.base.delivery.language_fallback import in_best_language, reading_order, with_fallback_language
from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.models.originals import at_or_below
from home.timeline.events import Event, steps_of
from home.timeline.page import TimelinePage
from practices.facts.visibility import visible_with_facts


@dataclass(frozen=True)
class Strip:
    steps: list[Event]
    url: str  # of the whole timeline


def strip_of(home: Any, request: HttpRequest) -> Strip | None:
    """The steps of the timeline below `home`, or below a translation of it; None if there are none.

    One query, and one more if its steps have documents.
    """
    homes = related_pages_of(home).in_all_languages
    pages = visible_with_facts(TimelinePage).filter(at_or_below(homes))
    found = in_best_language(pages, reading_order(home.locale.language_code, request))
    page = found.select_related("locale", "original_page__locale").first()
    if page is None:
        return None
    steps = steps_of(page)
    return Strip(steps, with_fallback_language(url_of(page, request), page.locale.language_code)) if steps else None
