"""What the views ask of an engine. Every engine answers the same query with the same results."""

from collections.abc import Sequence
from typing import Protocol

from search.query import Query
from search.results import Results


class Engine(Protocol):
    name: str

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        """The page of hits that `query` asks for, and the counts of every value of `facets` (names).

        `kinds` limits the search to entries of these kinds; empty: all. A page beyond the end is the last page.
        """
        ...
