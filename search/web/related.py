"""Related pages: what a news item is about, and the news about a practice or partner.

Read from the entries of the search, which has each page once, in the languages that visitors can read it in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from cms.base.caching.as_of_clock import MadeByCallers
from cms.base.display.cards import Card
from cms.base.languages import active_language
from home.news.relations import related_keys
from practices.models import PartnerPage
from search.engines.cached_hits import CachedHits
from search.engines.current import current_engine
from search.facets.declared import labels_by_facet
from search.facets.labels import label_cache
from search.models import SearchClock, SearchEntry
from search.query.results import Hit
from search.web.presentation import cards

TILES = 6
MAX_RELATED = 24
_hits = CachedHits()
_related: MadeByCallers["Related"] = MadeByCallers()


@dataclass(frozen=True)
class Related:
    by_key: dict[UUID, Card] = field(default_factory=dict)  # translation key: card; newest first
    tiles: list[Card] = field(default_factory=list)
    partners: list[Card] = field(default_factory=list)
    similar: list[Card] = field(default_factory=list)


def shared_of(page: Any, request: HttpRequest | None, most_similar: int = 0) -> Related:
    """What `related_to` finds, with up to `most_similar` practices that share the most facts."""

    def make() -> Related:
        return related_to(page, current_engine().similar(page.translation_key, most_similar) if most_similar else ())

    return _related.get(request, page.pk, page.translation_key, active_language(), most_similar, make=make)


def related_to(page: Any, similar: Sequence[Hit]) -> Related:
    """Includes cards of `similar` practices, so that all photographs take one query.

    One query for the others, and one more for hits that are not cached.
    """
    entries = SearchEntry.objects.filter(removed=False).order_by("-sorted_at", "-pk")
    # Includes the page itself, so that there is a row with the clock's value.
    wanted = entries.filter(Q(key__in=related_keys(page)) | Q(key=page.translation_key))
    rows = list(wanted.values_list("pk", "key", SearchClock.as_column())[:MAX_RELATED])
    found = [pk for pk, key, _version in rows if key != page.translation_key]
    if not found and not similar:
        return Related()
    version = rows[0][2] if rows else SearchClock.now()
    label_cache.refresh(version)
    language = active_language()
    hits = _hits.load(found, version)
    shown = cards([*similar, *hits], frozenset(), labels_by_facet(language), language)
    own = list(zip(hits, shown[len(similar) :], strict=True))
    return Related(
        by_key={hit.key: card for hit, card in own},
        tiles=[card for hit, card in own if hit.kind != PartnerPage.kind][:TILES],
        partners=[card for hit, card in own if hit.kind == PartnerPage.kind],
        similar=shown[: len(similar)],
    )
