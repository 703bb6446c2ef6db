"""Lists of meetings: each once, in the language of the list, else in the first of the site's that it has."""

from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from wagtail.query import PageQuerySet

from cms.base.delivery.language_fallback import in_best_language, reading_order
from cms.base.delivery.related_pages import related_pages_of
from cms.base.models.originals import at_or_below
from home.meetings.meeting_page import MeetingPage
from practices.facts.visibility import visible_with_facts


def meetings_below(page: Any, request: HttpRequest) -> PageQuerySet:
    """The meetings below `page`, or below a translation of it, with what lists and calendars show of them."""
    sections = related_pages_of(page).in_all_languages
    meetings = visible_with_facts(MeetingPage).filter(at_or_below(sections))
    found = in_best_language(meetings, reading_order(page.locale.language_code, request))
    return found.select_related("locale", "image", "original_page__image", "original_page__locale")


def coming_first(meetings: PageQuerySet) -> PageQuerySet:
    """`meetings` with `is_past`: upcoming ones, next one first, then past ones, latest first."""
    facts = meetings.annotate(
        starts_at=Coalesce("original_page__starts", "starts"), ends_at=Coalesce("original_page__ends", "ends")
    )
    known = facts.annotate(is_past=Case(When(ends_at__lt=timezone.now(), then=Value(True)), default=Value(False)))
    next_one = Case(When(is_past=False, then=F("starts_at")))
    return known.order_by("is_past", next_one.asc(), "-starts_at", "pk")
