"""Pages that belong together: what a news item is about, and the news about a practice or partner.

Read from the entries of the search, which has each page once, in the languages that visitors can read it in.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cms.base.display.cards import Card
from cms.base.languages import active_language
from home.news.relations import related_keys
from practices.models import PartnerPage
from search.engines.cached_hits import CachedHits
from search.facets.declared import PRACTICE_FACETS
from search.facets.labels import label_cache
from search.models import SearchClock, SearchEntry
from search.web.presentation import cards

TILES = 6
MOST = 24
_hits = CachedHits()


@dataclass(frozen=True)
class Related:
    by_key: dict[UUID, Card] = field(default_factory=dict)  # translation key: card; the newest first
    tiles: list[Card] = field(default_factory=list)
    partners: list[Card] = field(default_factory=list)


def related_to(page: Any) -> Related:
    """One query, and one more for hits that are not cached."""
    entries = SearchEntry.objects.filter(removed=False, key__in=related_keys(page)).order_by("-sorted_at", "-pk")
    found = list(entries.values_list("pk", SearchClock.as_column())[:MOST])
    if not found:
        return Related()
    version = found[0][1]
    label_cache.refresh(version)
    hits = _hits.load([pk for pk, _version in found], version)
    language = active_language()
    labels = {facet.name: facet.labels(language) for facet in PRACTICE_FACETS}
    shown = cards(hits, frozenset(), labels, language)
    partners = [card for card, hit in zip(shown, hits, strict=True) if hit.kind == PartnerPage.kind]
    tiles = [card for card, hit in zip(shown, hits, strict=True) if hit.kind != PartnerPage.kind]
    return Related(dict(zip([hit.key for hit in hits], shown, strict=True)), tiles[:TILES], partners)
