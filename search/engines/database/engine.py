"""The engine that needs no additional service: full text from the database, facets from bitmaps in the process."""

from collections.abc import Mapping, Sequence
from itertools import islice
from threading import Lock
from time import perf_counter
from uuid import UUID

from pyroaring import BitMap

from practices.models import PracticePage
from search.engines.cached_hits import CachedHits
from search.engines.database.bitmaps import FacetBitmaps
from search.engines.database.matching import Match, match
from search.engines.database.ranking import best
from search.engines.database.text_index import text_index
from search.facets.declared import similarity_facets
from search.language.analysis import fold, words
from search.models import ClockState, SearchClock, SearchEntry
from search.query.query import PAGE_SIZE, Query
from search.query.results import MAX_MORE, Hit, Results, clamp_page
from search.query.text import MAX_WORDS
from search.query.words import pinned, terms_to_mark, text_query


class DatabaseEngine:
    name = "database"

    def __init__(self) -> None:
        self._bitmaps = ClockState(FacetBitmaps())
        self._hits = CachedHits()
        self._lock = Lock()

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        started = perf_counter()
        version = SearchClock.now()
        bitmaps, text = self._as_of(version), text_query(query, version)
        is_ranked = bool(text) and query.sort == "relevance"
        matches = match(text, bitmaps, is_ranked=is_ranked) if text else _without_words(query, bitmaps)
        first = _ids(pinned(query, text))
        everything = bitmaps.having("kind", kinds) if kinds else bitmaps.all
        full, partial = (matches.full | BitMap(first)) & everything, matches.partial & everything
        is_partial = bool(partial and not full)
        scope = partial if is_partial else full
        selected = {name: bitmaps.having(name, values) for name, values in query.filters.items()}
        matched = BitMap.intersection(scope, *selected.values())
        page = clamp_page(query.page, len(matched))
        offset = (page - 1) * PAGE_SIZE
        more: list[int] = []
        if is_ranked:
            first = [pk for pk in first if pk in matched]
            signals = [*matches.found, *matches.places] if is_partial else matches.places
            ids = [*first, *best(matched - BitMap(first), signals, offset + PAGE_SIZE)][offset : offset + PAGE_SIZE]
            if page == 1 and not is_partial:
                rest = BitMap.intersection(partial - full, *selected.values())
                more = best(rest, [*matches.found, *matches.places], MAX_MORE)
        else:
            order = bitmaps.by_title(query.language) if query.sort == "title" else bitmaps.newest()
            ids = list(islice((pk for pk in order if pk in matched), offset, offset + PAGE_SIZE))
        hits, others = self._hits.load_lists([ids, more], bitmaps.version)
        return Results(
            total=len(matched),
            page=page,
            hits=hits,
            counts={name: _count(bitmaps, name, scope, selected, matched) for name in facets},
            engine=self.name,
            milliseconds=(perf_counter() - started) * 1000,
            is_partial=is_partial,
            more=others,
            terms=terms_to_mark(text),
        )

    def similar(self, key: UUID, count: int) -> list[Hit]:
        rows = SearchEntry.objects.filter(key=key, removed=False).order_by()
        entry = list(rows.values_list("pk", SearchClock.as_column())[:1])
        if not entry:
            return []
        [(pk, version)] = entry
        bitmaps = self._as_of(version)
        found = bitmaps.more_like_this(pk, similarity_facets(), PracticePage.kind, count)
        return self._hits.load(found, bitmaps.version)

    def titles(self, text: str, count: int) -> list[Hit]:
        typed = [fold(word) for word in words(text)][:MAX_WORDS]
        if not typed:
            return []
        bitmaps, found = self._as_of(SearchClock.now()), text_index().titles(typed)
        newest = islice((pk for pk in bitmaps.newest() if pk in found), count)
        return self._hits.load(list(newest), bitmaps.version)

    def entries_changed(self) -> None:
        """Nothing to do: the next search checks the clock."""

    def catch_up(self) -> None:
        """Nothing to do either."""

    def _as_of(self, version: int) -> FacetBitmaps:
        """The bitmaps at `version` of the clock; one thread updates them for all."""
        bitmaps = self._bitmaps.value
        if bitmaps.version != version:
            with self._lock:
                # The clock may have moved while we waited.
                bitmaps = self._bitmaps.value = self._bitmaps.value.updated_to(SearchClock.now())
        return bitmaps


def _without_words(query: Query, bitmaps: FacetBitmaps) -> Match:
    """All entries, or none if the text contains no word."""
    found = BitMap() if query.text else bitmaps.all
    return Match(found, found)


def _count(
    bitmaps: FacetBitmaps, facet: str, scope: BitMap, selected: Mapping[str, BitMap], matched: BitMap
) -> dict[str, int]:
    """The counts of `facet`, which ignore its own selection; `matched` are those of `scope` that match all filters."""
    if facet not in selected:
        return bitmaps.counts(facet, matched)
    others = [bitmap for other, bitmap in selected.items() if other != facet]
    return bitmaps.counts(facet, BitMap.intersection(scope, *others))


def _ids(keys: Sequence[UUID]) -> list[int]:
    """The entry ids of `keys`, in their order; hidden pages have none."""
    if not keys:
        return []
    known = dict(SearchEntry.objects.filter(key__in=keys, removed=False).values_list("key", "pk"))
    return [known[key] for key in dict.fromkeys(keys) if key in known]
