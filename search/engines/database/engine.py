"""The engine that needs no further service: full text from the database, facets from bitmaps in the process."""

from collections.abc import Sequence
from itertools import islice
from time import perf_counter

from pyroaring import BitMap

from search.engines.database.bitmaps import FacetBitmaps
from search.engines.database.text import text_index
from search.models import SearchClock, SearchEntry
from search.query import PAGE_SIZE, Query
from search.query_words import query_terms
from search.results import Hit, Results, entry_fields, hit, settle_page


class DatabaseEngine:
    name = "database"

    def __init__(self) -> None:
        self.bitmaps = FacetBitmaps()

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        started = perf_counter()
        terms = query_terms(query)
        with self.bitmaps.lock:
            self.bitmaps.refresh(SearchClock.now())
            with_text = BitMap(text_index().ids(terms)) if terms else None
            scope = self._scope(with_text, kinds, has_text=bool(query.text))
            matched, counts = self._count(scope, query, facets)
            page = settle_page(query.page, len(matched))
            offset = (page - 1) * PAGE_SIZE
            if with_text is not None and query.sort == "relevance":
                among = None if matched == with_text else list(matched)
                ids = text_index().ranked(terms, among, PAGE_SIZE, offset) if matched else []
            else:
                ids = self._in_order(query, matched, offset)
        return Results(
            total=len(matched),
            page=page,
            hits=_load(ids),
            counts=counts,
            engine=self.name,
            milliseconds=(perf_counter() - started) * 1000,
            terms=terms,
        )

    def entries_changed(self) -> None:
        """Nothing to do: the clock tells at the next search."""

    def _scope(self, with_text: BitMap | None, kinds: Sequence[str], has_text: bool) -> BitMap:
        """What is searched in, before any facet: the kinds, and what has the words."""
        scope = self.bitmaps.having("kind", kinds) if kinds else self.bitmaps.all
        if with_text is not None:
            return scope & with_text
        return BitMap() if has_text else scope  # a text without a single word finds nothing

    def _count(self, scope: BitMap, query: Query, facets: Sequence[str]) -> tuple[BitMap, dict[str, dict[str, int]]]:
        """What matches everything, and of each facet the counts that ignore its own selection."""
        selected = {name: self.bitmaps.having(name, values) for name, values in query.filters.items()}
        matched = BitMap.intersection(scope, *selected.values())
        counts = {}
        for name in facets:
            others = [bitmap for other, bitmap in selected.items() if other != name]
            among = BitMap.intersection(scope, *others) if name in selected else matched
            counts[name] = self.bitmaps.counts(name, among)
        return matched, counts

    def _in_order(self, query: Query, matched: BitMap, offset: int) -> list[int]:
        order = self.bitmaps.by_title(query.language) if query.sort == "title" else self.bitmaps.newest()
        return list(islice((pk for pk in order if pk in matched), offset, offset + PAGE_SIZE))


def _load(ids: list[int]) -> list[Hit]:
    rows = {row["pk"]: row for row in SearchEntry.objects.filter(pk__in=ids).values("pk", *entry_fields())}
    return [hit(rows[pk]) for pk in ids if pk in rows]
