"""The interface of an engine. Every engine returns the same results for the same query."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from search.query.query import Query
from search.query.results import Hit, Results


class Unavailable(Exception):
    """An engine cannot answer now. `is_behind`: only because its index is out of date."""

    def __init__(self, reason: str, *, status: int | None = None, is_behind: bool = False) -> None:
        super().__init__(reason)
        self.status, self.is_behind = status, is_behind


class Searcher(Protocol):
    name: str

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        """One page of hits for `query`, and the counts of all values of `facets` (names).

        `kinds` limits the search to entries of these kinds; empty: all. A page beyond the end returns the last page.
        """
        ...

    def similar(self, key: UUID, count: int) -> list[Hit]:
        """The practices most similar to `key`: by shared values of `similarity_facets()`, then newest first."""
        ...

    def titles(self, text: str, count: int) -> list[Hit]:
        """Entries whose title, in any language, has the words of `text`, the last one as a prefix; newest first."""
        ...


class Engine(Searcher, Protocol):
    def entries_changed(self) -> None:
        """Called after entries have been written and committed. Returns at once."""
        ...

    def catch_up(self) -> None:
        """Bring the index up to date, however long it takes. For background processes."""
        ...
