"""The hits that engines give, by the numbers of their entries: kept in the process until the entries change."""

from collections.abc import Sequence

from search.models import SearchEntry
from search.query.results import Hit

MOST = 1_000  # kept: a few kilobytes each
FIELDS = ("key", "kind", "language", "words", "facets", "sorted_at")


class KeptHits:
    """What was shown lately, as of one version of the search clock. It is only replaced: threads may share it."""

    def __init__(self) -> None:
        self._state: tuple[int, dict[int, Hit]] = (-1, {})

    def load(self, ids: Sequence[int], version: int) -> list[Hit]:
        """The entries `ids` in their order, as of `version` or later. One query for those that are not kept."""
        kept = self._as_of(version)
        missing = [pk for pk in ids if pk not in kept]
        if missing:
            rows = SearchEntry.objects.filter(pk__in=missing, removed=False).values("pk", *FIELDS)
            kept.update((row.pop("pk"), Hit(**row)) for row in rows)
        return [kept[pk] for pk in ids if pk in kept]

    def _as_of(self, version: int) -> dict[int, Hit]:
        before, kept = self._state
        if version == before and len(kept) <= MOST:
            return kept
        if version < before or len(kept) > MOST:  # another database, for instance a restored backup; or enough of them
            kept = {}
        elif kept:
            changed = set(SearchEntry.objects.filter(version__gt=before).values_list("pk", flat=True))
            kept = {pk: hit for pk, hit in list(kept.items()) if pk not in changed}
        self._state = (version, kept)
        return kept
