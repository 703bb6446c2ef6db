"""Practices that were adapted from others: each links to the other, if visitors may see both."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.delivery.language_fallback import reading_order, with_fallback_language
from cms.base.delivery.urls import url_of
from cms.base.languages import active_language
from practices.repository.listing import Readable, readable_practices
from practices.repository.practice import PracticePage


@dataclass(frozen=True)
class Adapted:
    title: str
    url: str
    language: str  # empty if it is the reader's
    partner: str


@dataclass(frozen=True)
class Adaptations:
    origin: Adapted | None = None
    others: list[Adapted] = field(default_factory=list)


def _load_origins(request: HttpRequest) -> dict[int, int]:
    """The original that each original was adapted from, by id: an editor may have chosen a translation."""
    rows = PracticePage.objects.filter(adapted_from__isnull=False, original_page=None).order_by()
    chosen = rows.values_list("pk", "adapted_from", "adapted_from__original_page")
    return {pk: original or page for pk, page, original in chosen}


origins = AsOfClock(_load_origins)


def adaptations_of(page: PracticePage, request: HttpRequest) -> Adaptations:
    known, own = origins.get(request), page.original.pk
    wanted = {known.get(own), *(pk for pk, origin in known.items() if origin == own)} - {None}
    if not wanted:
        return Adaptations()
    order = reading_order(active_language(), request)
    found = {each.original.pk: each for each in readable_practices(order, request) if each.original.pk in wanted}
    origin = found.pop(known.get(own) or 0, None)
    return Adaptations(
        _adapted(origin, request) if origin else None, [_adapted(each, request) for each in found.values()]
    )


def _adapted(practice: Readable, request: HttpRequest) -> Adapted:
    page = practice.shown
    language = "" if page.language == active_language() else page.language
    url = with_fallback_language(url_of(page, request), page.language)
    return Adapted(page.title, url, language, practice.partner_name)
