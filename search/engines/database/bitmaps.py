"""Which entries have which facet value, as Roaring bitmaps held in the process.

Counting in SQL is what makes facets slow; intersecting bitmaps takes well under a millisecond. Every process has its
own copy: it compares the search clock at each search (one indexed read) and takes in the rows that are newer.
"""

from collections.abc import Callable, Sequence
from threading import RLock

from pyroaring import BitMap

from search.analysis import fold
from search.models import SearchEntry

Order = list[int]


class FacetBitmaps:
    def __init__(self) -> None:
        self.lock = RLock()
        self.clear()

    def clear(self) -> None:
        self.version = -1
        self.all = BitMap()
        self.values: dict[str, dict[str, BitMap]] = {}
        self._orders: dict[str, Order] = {}

    def refresh(self, version: int) -> None:
        """Take in what has changed up to `version` of the search clock. Hold the lock while you read."""
        if version == self.version:
            return
        if version < self.version:  # another database than before, for instance a restored backup
            self.clear()
        rows = SearchEntry.objects.filter(version__gt=self.version)
        for pk, facets, removed in rows.values_list("pk", "facets", "removed").iterator(chunk_size=5000):
            if pk in self.all:
                self._take_out(pk)
            if not removed:
                self._put_in(pk, facets)
        self.version = version
        self._orders.clear()

    def _take_out(self, pk: int) -> None:
        self.all.discard(pk)
        for bitmaps in self.values.values():
            for bitmap in bitmaps.values():
                bitmap.discard(pk)

    def _put_in(self, pk: int, facets: dict[str, list[str]]) -> None:
        self.all.add(pk)
        for facet, values in facets.items():
            bitmaps = self.values.setdefault(facet, {})
            for value in values:
                bitmaps.setdefault(value, BitMap()).add(pk)

    def having(self, facet: str, values: Sequence[str]) -> BitMap:
        """The entries that have any of `values`."""
        bitmaps = self.values.get(facet, {})
        return BitMap.union(BitMap(), *(bitmaps[value] for value in values if value in bitmaps))

    def counts(self, facet: str, among: BitMap) -> dict[str, int]:
        """How many entries `among` have each value of `facet`; values without any are left out."""
        found = {v: among.intersection_cardinality(b) for v, b in self.values.get(facet, {}).items()}
        return {value: count for value, count in found.items() if count}

    # -- orders, worked out once between two changes ------------------------------------------------------------------

    def newest(self) -> Order:
        entries = SearchEntry.objects.filter(removed=False).order_by("-sorted_at", "-pk")
        return self._order("newest", lambda: list(entries.values_list("pk", flat=True)))

    def by_title(self, language: str) -> Order:
        """By the title as a reader of `language` sees it."""

        def order() -> Order:
            rows = SearchEntry.objects.filter(removed=False).values_list("pk", "language", "words")
            titles = [
                (fold((words.get(language) or words.get(original) or next(iter(words.values())))["title"]), pk)
                for pk, original, words in rows.iterator(chunk_size=2000)
            ]
            return [pk for _, pk in sorted(titles)]

        return self._order(f"title {language}", order)

    def _order(self, name: str, make: Callable[[], Order]) -> Order:
        if name not in self._orders:
            self._orders[name] = make()
        return self._orders[name]
