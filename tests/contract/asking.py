"""A concise way to query an engine in tests."""

from collections.abc import Callable, Sequence

from search.engines.base import Searcher
from search.facets.declared import PRACTICE_FACETS
from search.query.query import Query
from search.query.results import Hit, Results

FACETS = [facet.name for facet in PRACTICE_FACETS]


class SearchClient:
    """An engine that is brought up to date before each query."""

    def __init__(self, engine: Searcher, catch_up: Callable[[], object]) -> None:
        self.engine, self.catch_up = engine, catch_up

    def results(
        self,
        text: str = "",
        *,
        reader: str = "en",
        sort: str = "relevance",
        page: int = 1,
        kinds: Sequence[str] = ("practice",),
        facets: Sequence[str] = FACETS,
        **filters: Sequence[str],
    ) -> Results:
        self.catch_up()
        selected = {name: tuple(values) for name, values in filters.items()}
        query = Query(text=text, filters=selected, sort=sort, page=page, language=reader)
        return self.engine.search(query, facets, kinds)

    def titles(self, text: str = "", **query: object) -> list[str]:
        """The titles of the full matches on one page."""
        results = self.results(text, **query)
        return [] if results.is_partial else _titles(results.hits)

    def partial(self, text: str = "", **query: object) -> list[str]:
        """The titles of the partial matches on one page; of those beside the full ones, if there are any."""
        results = self.results(text, **query)
        return _titles(results.hits if results.is_partial else results.more)

    def counts(self, facet: str, text: str = "", **query: object) -> dict[str, int]:
        return dict(self.results(text, **query).counts[facet])


def _titles(hits: list[Hit]) -> list[str]:
    """Each in the language of its original."""
    return [hit.words[hit.language]["title"] for hit in hits]
