"""What the views ask of an engine. Every engine answers the same query with the same results."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from search.query.query import Query
from search.query.results import Hit, Results


class Unavailable(Exception):
    """An engine cannot answer now. `is_behind`: it would, but with what is no longer so."""

    def __init__(self, reason: str, *, status: int | None = None, is_behind: bool = False) -> None:
        super().__init__(reason)
        self.status, self.is_behind = status, is_behind


class Searcher(Protocol):
    name: str

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        """The page of hits that `query` asks for, and the counts of every value of `facets` (names).

        `kinds` limits the search to entries of these kinds; empty: all. A page beyond the end is the last page.
        """
        ...

    def similar(self, key: UUID, count: int) -> list[Hit]:
        """The practices most like `key`: those that share the most values of `similarity_facets()`; then the newest."""
        ...

    def titles(self, text: str, count: int) -> list[Hit]:
        """Entries whose title, in any language, has the words of `text`, the last begun at least; newest first."""
        ...


class Engine(Searcher, Protocol):
    def entries_changed(self) -> None:
        """Entries have been written and committed. Returns at once."""
        ...

    def catch_up(self) -> None:
        """Take in what has been written, however long it takes. For a process that nobody waits for."""
        ...
