"""The engine that needs no further service: full text from the database, facets from bitmaps in the process."""

from collections.abc import Sequence
from itertools import islice
from threading import Lock
from time import perf_counter
from uuid import UUID

from pyroaring import BitMap

from search.analysis import fold, words
from search.curation import curation_book
from search.engines.base import ALIKE
from search.engines.database.bitmaps import FacetBitmaps
from search.engines.database.text import text_index
from search.models import SearchClock, SearchEntry
from search.query import PAGE_SIZE, Query
from search.query_words import terms_to_mark, text_query
from search.results import Hit, Results, entry_fields, hit, settle_page
from search.text_query import MAX_WORDS, TextQuery

FEW = 500  # entries with the words that are not meant, and can be skipped


class DatabaseEngine:
    name = "database"

    def __init__(self) -> None:
        self._bitmaps = FacetBitmaps()
        self._lock = Lock()

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        started = perf_counter()
        version = SearchClock.now()
        bitmaps, text = self._as_of(version), text_query(query, version)
        pinned = _ids(curation_book.get().pinned(query.text, query.language)) if text else []
        scope = found = bitmaps.having("kind", kinds) if kinds else bitmaps.all
        if query.text:
            found = _with_text(text, bitmaps, pinned)
            scope = scope & found
        matched, counts = _count(bitmaps, scope, query, facets)
        page = settle_page(query.page, len(matched))
        offset = (page - 1) * PAGE_SIZE
        if text and query.sort == "relevance":
            ids = _ranked(text, found, matched, [pk for pk in pinned if pk in matched], offset)
        else:
            order = bitmaps.by_title(query.language) if query.sort == "title" else bitmaps.newest()
            ids = list(islice((pk for pk in order if pk in matched), offset, offset + PAGE_SIZE))
        return Results(
            total=len(matched),
            page=page,
            hits=_load(ids),
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
        return _load(self._as_of(version).alike(pk, ALIKE, "practice", count))

    def titles(self, text: str, count: int) -> list[Hit]:
        begun = [fold(word) for word in words(text)][:MAX_WORDS]
        return _load(text_index().titles(begun, count)) if begun else []

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


def _with_text(text: TextQuery, bitmaps: FacetBitmaps, pinned: list[int]) -> BitMap:
    """What has the text, and what editors want to stand first for it; a text without a word finds nothing."""
    if not text:
        return BitMap()
    found = BitMap(text_index().ids(text)) if text.required else bitmaps.all
    if text.excluded:
        found = found - BitMap(text_index().ids(text.exclusion))
    return found | BitMap(pinned)


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


def _ranked(text: TextQuery, found: BitMap, matched: BitMap, pinned: list[int], offset: int) -> list[int]:
    """The pinned ones, then the others by relevance; by age where nothing is required that could be weighed."""
    first = pinned[offset : offset + PAGE_SIZE]
    others = matched - BitMap(pinned)
    start, room = max(0, offset - len(pinned)), PAGE_SIZE - len(first)
    if not others or not room:
        return first
    if not text.required:
        return first + list(islice(reversed(others), start, start + room))
    strangers = len(found - others)
    if strangers > FEW or text.excluded:
        return first + text_index().ranked(text, list(others), room, start)
    # Skipping a few is cheaper than telling the database which of many thousands are meant.
    ids = text_index().ranked(text, None, start + room + strangers, 0)
    return first + [pk for pk in ids if pk in others][start : start + room]


def _ids(keys: Sequence[UUID]) -> list[int]:
    """The entries of `keys`, in their order; hidden ones have none."""
    if not keys:
        return []
    known = dict(SearchEntry.objects.filter(key__in=keys, removed=False).values_list("key", "pk"))
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _load(ids: list[int]) -> list[Hit]:
    rows = {
        row["pk"]: row for row in SearchEntry.objects.filter(pk__in=ids, removed=False).values("pk", *entry_fields())
    }
    return [hit(rows[pk]) for pk in ids if pk in rows]
