"""The engine that needs no further service: full text from the database, facets from bitmaps in the process."""

from collections.abc import Sequence
from itertools import islice
from threading import Lock
from time import perf_counter
from uuid import UUID

from pyroaring import BitMap

from search.engines.cached_hits import KeptHits
from search.engines.database.bitmaps import FacetBitmaps
from search.engines.database.ranking import Scores, signals
from search.engines.database.text import Lookup
from search.engines.database.text_index import text_index
from search.facets.declared import similarity_facets
from search.language.analysis import fold, words
from search.models import SearchClock, SearchEntry
from search.query.query import PAGE_SIZE, Query
from search.query.results import Hit, Results, settle_page
from search.query.text import MAX_WORDS, TextQuery
from search.query.words import pinned, terms_to_mark, text_query


class DatabaseEngine:
    name = "database"

    def __init__(self) -> None:
        self._bitmaps = FacetBitmaps()
        self._hits = KeptHits()
        self._lock = Lock()

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        started = perf_counter()
        version = SearchClock.now()
        bitmaps, text = self._as_of(version), text_query(query, version)
        first = _ids(pinned(query, text))
        weighed = signals(text) if query.sort == "relevance" else []
        found, weights = _look_up(text, weighed, bitmaps, query)
        if first:
            found = found | BitMap(first)
        scope = found & bitmaps.having("kind", kinds) if kinds else found & bitmaps.all
        matched, counts = _count(bitmaps, scope, query, facets)
        page = settle_page(query.page, len(matched))
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
        entry = SearchEntry.objects.filter(key=key, removed=False).values_list("pk", SearchClock.as_column()).first()
        if entry is None:
            return []
        pk, version = entry
        bitmaps = self._as_of(version)
        return self._hits.load(bitmaps.more_like_this(pk, similarity_facets(), "practice", count), bitmaps.version)

    def titles(self, text: str, count: int) -> list[Hit]:
        begun = [fold(word) for word in words(text)][:MAX_WORDS]
        if not begun:
            return []
        bitmaps, found = self._as_of(SearchClock.now()), text_index().titles(begun)
        newest = islice((pk for pk in bitmaps.newest() if pk in found), count)
        return self._hits.load(list(newest), bitmaps.version)

    def entries_changed(self) -> None:
        """Nothing to do: the clock tells at the next search."""

    def catch_up(self) -> None:
        """Nothing to do, either."""

    def _as_of(self, version: int) -> FacetBitmaps:
        """The bitmaps at `version` of the clock; one thread brings them up to date for all."""
        if self._bitmaps.version != version:
            with self._lock:
                self._bitmaps = self._bitmaps.brought_to(SearchClock.now())  # it may have moved while we waited
        return self._bitmaps


def _look_up(
    text: TextQuery, weighed: list[tuple[Lookup, int]], bitmaps: FacetBitmaps, query: Query
) -> tuple[BitMap, list[tuple[BitMap, int]]]:
    """What has the text (a text without a word finds nothing), and which entries have what is `weighed`."""
    if not text:
        return (BitMap() if query.text else bitmaps.all), []
    wanted = [Lookup(text)] if text.required else []
    unwanted = [Lookup(text.exclusion)] if text.excluded else []
    looked_up = iter(bitmaps.look_up([*wanted, *unwanted, *(lookup for lookup, _ in weighed)]))
    found = next(looked_up) if wanted else bitmaps.all
    if unwanted:
        found = found - next(looked_up)
    return found, list(zip(looked_up, (weight for _, weight in weighed), strict=True))


def _count(
    bitmaps: FacetBitmaps, scope: BitMap, query: Query, facets: Sequence[str]
) -> tuple[BitMap, dict[str, dict[str, int]]]:
    """What matches everything, and of each facet the counts that ignore its own selection."""
    selected = {name: bitmaps.having(name, values) for name, values in query.filters.items()}
    matched = BitMap.intersection(scope, *selected.values())
    counts = {}
    for name in facets:
        others = [bitmap for other, bitmap in selected.items() if other != name]
        among = BitMap.intersection(scope, *others) if name in selected else matched
        counts[name] = bitmaps.counts(name, among)
    return matched, counts


def _ranked(matched: BitMap, weights: list[tuple[BitMap, int]], first: list[int], count: int) -> list[int]:
    """The `count` best: the `first` ones, then the others by relevance."""
    others = matched - BitMap(first) if first else matched
    scores = Scores()
    for entries, weight in weights:
        scores.add(entries & others, weight)
    return first[:count] + scores.best(others, count - len(first[:count]))


def _ids(keys: Sequence[UUID]) -> list[int]:
    """The entries of `keys`, in their order; hidden ones have none."""
    if not keys:
        return []
    known = dict(SearchEntry.objects.filter(key__in=keys, removed=False).values_list("key", "pk"))
    return [known[key] for key in dict.fromkeys(keys) if key in known]
