"""Hits by entry id, cached in the process until the entries change."""

from collections.abc import Sequence

from search.models import ClockState, SearchEntry
from search.query.results import Hit

MAX_HITS = 1_000  # a few kilobytes each
FIELDS = ("key", "kind", "language", "words", "labels", "facets", "look", "sorted_at")


class CachedHits:
    """Recently shown hits, as of one version of the search clock. The state is only replaced: threads may share it."""

    def __init__(self) -> None:
        self._state: ClockState[tuple[int, dict[int, Hit]]] = ClockState((-1, {}))

    def load(self, ids: Sequence[int], version: int) -> list[Hit]:
        """The entries `ids`, in that order, as of `version` or later."""
        return self.load_lists([ids], version)[0]

    def load_lists(self, lists: Sequence[Sequence[int]], version: int) -> list[list[Hit]]:
        """Several lists at once: one query for those that are not cached."""
        cached = self._as_of(version)
        missing = {pk for ids in lists for pk in ids if pk not in cached}
        if missing:
            rows = SearchEntry.objects.filter(pk__in=missing, removed=False).values("pk", *FIELDS)
            cached.update((row.pop("pk"), Hit(**row)) for row in rows)
        return [[cached[pk] for pk in ids if pk in cached] for ids in lists]

    def _as_of(self, version: int) -> dict[int, Hit]:
        before, cached = self._state.value
        if version == before and len(cached) <= MAX_HITS:
            return cached
        if version < before or len(cached) > MAX_HITS:  # the clock went back (a restored backup), or the cache is full
            cached = {}
        elif cached:
            changed = set(SearchEntry.objects.filter(version__gt=before).values_list("pk", flat=True))
            cached = {pk: hit for pk, hit in list(cached.items()) if pk not in changed}
        self._state.value = (version, cached)
        return cached
