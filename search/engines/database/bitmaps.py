"""Which entries have which facet value, as Roaring bitmaps in the process's memory.

Counting in SQL is what makes facets slow; intersecting bitmaps takes well under a millisecond. Every process has its
own copy: it checks the search clock at each search (one indexed read) and loads the rows that are newer.
"""

from collections.abc import Callable, Sequence
from itertools import islice

from pyroaring import BitMap

from cms.base.languages import content_languages, language_to_read
from search.engines.database.text import IndexQuery
from search.engines.database.text_index import text_index
from search.language.analysis import folded_words
from search.models import SearchEntry

MAX_CACHED_QUERIES = 1_000  # at most a few kilobytes each
Order = list[int]
Values = dict[str, dict[str, BitMap]]  # {facet: {value: entries}}


class FacetBitmaps:
    """The entries as of one version of the clock.

    Never modified, only replaced: searches in other threads finish with the copy they started with.
    """

    def __init__(self, version: int = -1, entries: BitMap | None = None, values: Values | None = None) -> None:
        self.version = version
        self.all = BitMap() if entries is None else entries
        self.values: Values = {} if values is None else values
        self._orders: dict[str, Order] = {}
        self._matches: dict[IndexQuery, BitMap] = {}

    def updated_to(self, version: int) -> "FacetBitmaps":
        """A copy with all changes up to `version`."""
        if version == self.version:
            return self
        if version < self.version:  # the clock went back, for instance with a restored backup
            return FacetBitmaps().updated_to(version)
        entries = self.all.copy()
        values = {facet: {v: bitmap.copy() for v, bitmap in found.items()} for facet, found in self.values.items()}
        rows = SearchEntry.objects.filter(version__gt=self.version)
        for pk, facets, removed in rows.values_list("pk", "facets", "removed").iterator(chunk_size=5000):
            if pk in entries:
                _remove(pk, entries, values)
            if not removed:
                _add(pk, facets, entries, values)
        return FacetBitmaps(version, entries, values)

    def having(self, facet: str, values: Sequence[str]) -> BitMap:
        """The entries that have any of `values`."""
        bitmaps = self.values.get(facet, {})
        return BitMap.union(BitMap(), *(bitmaps[value] for value in values if value in bitmaps))

    def counts(self, facet: str, within: BitMap) -> dict[str, int]:
        """How many of the entries `within` have each value of `facet`; values without any are left out."""
        found = {v: within.intersection_cardinality(b) for v, b in self.values.get(facet, {}).items()}
        return {value: count for value, count in found.items() if count}

    def more_like_this(self, pk: int, facets: Sequence[str], kind: str, count: int) -> list[int]:
        """The `count` entries of `kind` that share the most values of `facets` with entry `pk`; ties newest first."""
        others = self.having("kind", [kind]) - BitMap([pk])
        shared = [b for facet in facets for b in self.values.get(facet, {}).values() if pk in b]
        found: list[int] = []
        for layer in reversed(layers_of([bitmap & others for bitmap in shared], len(shared))):
            wanted = layer - BitMap(found)
            found += islice((entry for entry in self.newest() if entry in wanted), count - len(found))
        return found

    def matching(self, queries: Sequence[IndexQuery]) -> list[BitMap]:
        """The entries that match each of `queries`.

        Cached until an entry changes: while readers page, sort and select facets, their search text stays the same.
        """
        matches = self._matches
        if len(matches) > MAX_CACHED_QUERIES:
            matches = self._matches = {}
        try:
            return [matches[query] for query in queries]  # hashed once: that takes longer than anything else here
        except KeyError:
            missing = list(dict.fromkeys(query for query in queries if query not in matches))
            matches.update(zip(missing, text_index().find(missing), strict=True))
            return [matches[query] for query in queries]

    # -- sort orders, computed once per version -----------------------------------------------------------------------

    def newest(self) -> Order:
        entries = SearchEntry.objects.filter(removed=False).order_by("-sorted_at", "-pk")
        return self._order("newest", lambda: list(entries.values_list("pk", flat=True)))

    def by_title(self, language: str) -> Order:
        """By the title that a reader of `language` sees."""
        return self._order(f"title {language}", lambda: _by_title(language))

    def _order(self, name: str, make: Callable[[], Order]) -> Order:
        if name not in self._orders:
            self._orders[name] = make()
        return self._orders[name]


def layers_of(bitmaps: Sequence[BitMap], count: int) -> list[BitMap]:
    """`count` layers, of which the one at n holds the entries that are in more than n of `bitmaps`.

    Each bitmap lifts its entries by one layer.
    """
    layers = [BitMap() for _ in range(count)]
    for number, bitmap in enumerate(bitmaps):
        for place in range(min(number, count - 1), 0, -1):
            layers[place] |= layers[place - 1] & bitmap
        layers[0] |= bitmap
    return layers


def _remove(pk: int, entries: BitMap, values: Values) -> None:
    entries.discard(pk)
    for bitmaps in values.values():
        for bitmap in bitmaps.values():
            bitmap.discard(pk)


def _add(pk: int, facets: dict[str, list[str]], entries: BitMap, values: Values) -> None:
    entries.add(pk)
    for facet, found in facets.items():
        bitmaps = values.setdefault(facet, {})
        for value in found:
            bitmaps.setdefault(value, BitMap()).add(pk)


def _by_title(language: str) -> Order:
    """Reads only the titles: the texts of all entries are many megabytes."""
    codes = [code for code, _ in content_languages()]
    titles = [f"words__{code}__title" for code in codes]
    keys = []
    for pk, *found in SearchEntry.objects.filter(removed=False).values_list("pk", *titles):
        by_code = {code: title for code, title in zip(codes, found, strict=True) if title}
        title = by_code[language_to_read(language, by_code)] if by_code else ""
        keys.append((folded_words(title), pk))
    return [pk for _, pk in sorted(keys)]
