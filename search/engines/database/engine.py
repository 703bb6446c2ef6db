"""The engine that needs no additional service: full text from the database, facets from bitmaps in the process."""

from collections.abc import Sequence
from itertools import islice
from threading import Lock
from time import perf_counter
from uuid import UUID

from pyroaring import BitMap

from search.engines.cached_hits import CachedHits
from search.engines.database.bitmaps import FacetBitmaps
from search.engines.database.ranking import Scores, ranking_signals
from search.engines.database.text import IndexQuery
from search.engines.database.text_index import text_index
from search.facets.declared import similarity_facets
from search.language.analysis import fold, words
from search.models import ClockState, SearchClock, SearchEntry
from search.query.query import PAGE_SIZE, Query
from search.query.results import Hit, Results, clamp_page
from search.query.text import MAX_WORDS, TextQuery
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
        first = _ids(pinned(query, text))
        signals = ranking_signals(text) if query.sort == "relevance" else []
        found, weights = _match(text, signals, bitmaps, query)
        if first:
            found = found | BitMap(first)
        scope = found & bitmaps.having("kind", kinds) if kinds else found & bitmaps.all
        matched, counts = _count(bitmaps, scope, query, facets)
        page = clamp_page(query.page, len(matched))
        offset = (page - 1) * PAGE_SIZE
        if text and query.sort == "relevance":
            first = [pk for pk in first if pk in matched]
            ids = _ranked(matched, weights, first, offset + PAGE_SIZE)[offset:]
        else:
            order = bitmaps.by_title(query.language) if query.sort == "title" else bitmaps.newest()
            ids = list(islice((pk for pk in order if pk in matched), offset, offset + PAGE_SIZE))
        return Results(
            total=len(matched),
            page=page,
            hits=self._hits.load(ids, bitmaps.version),
            counts=counts,
            engine=self.name,
            milliseconds=(perf_counter() - started) * 1000,
            terms=terms_to_mark(text),
        )

    def similar(self, key: UUID, count: int) -> list[Hit]:
        found = SearchEntry.objects.filter(key=key, removed=False).order_by()
        entry = list(found.values_list("pk", SearchClock.as_column())[:1])
        if not entry:
            return []
        [(pk, version)] = entry
        bitmaps = self._as_of(version)
        return self._hits.load(bitmaps.more_like_this(pk, similarity_facets(), "practice", count), bitmaps.version)

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


def _match(
    text: TextQuery, signals: list[tuple[IndexQuery, int]], bitmaps: FacetBitmaps, query: Query
) -> tuple[BitMap, list[tuple[BitMap, int]]]:
    """The entries that match the text (none if it has no word), and for each of `signals` its entries and weight."""
    if not text:
        return (BitMap() if query.text else bitmaps.all), []
    required = [IndexQuery(text)] if text.required else []
    excluded = [IndexQuery(text.exclusion)] if text.excluded else []
    matches = iter(bitmaps.matching([*required, *excluded, *(signal for signal, _ in signals)]))
    found = next(matches) if required else bitmaps.all
    if excluded:
        found = found - next(matches)
    return found, list(zip(matches, (weight for _, weight in signals), strict=True))


def _count(
    bitmaps: FacetBitmaps, scope: BitMap, query: Query, facets: Sequence[str]
) -> tuple[BitMap, dict[str, dict[str, int]]]:
    """The entries that match all filters, and for each facet the counts that ignore its own selection."""
    selected = {name: bitmaps.having(name, values) for name, values in query.filters.items()}
    matched = BitMap.intersection(scope, *selected.values())
    counts = {}
    for name in facets:
        others = [bitmap for other, bitmap in selected.items() if other != name]
        counted = BitMap.intersection(scope, *others) if name in selected else matched
        counts[name] = bitmaps.counts(name, counted)
    return matched, counts


def _ranked(matched: BitMap, weights: list[tuple[BitMap, int]], first: list[int], count: int) -> list[int]:
    """The best `count` entries: those in `first`, then the others by relevance."""
    others = matched - BitMap(first) if first else matched
    scores = Scores()
    for entries, weight in weights:
        scores.add(entries & others, weight)
    return first[:count] + scores.best(others, count - len(first[:count]))


def _ids(keys: Sequence[UUID]) -> list[int]:
    """The entry ids of `keys`, in their order; hidden pages have none."""
    if not keys:
        return []
    known = dict(SearchEntry.objects.filter(key__in=keys, removed=False).values_list("key", "pk"))
    return [known[key] for key in dict.fromkeys(keys) if key in known]
