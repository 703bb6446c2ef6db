"""Elasticsearch while it answers, else the database: no search waits twice for a server that does not."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from elasticsearch import ApiError, TransportError

from search.engines.base import Searcher, Unavailable
from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.connection import connect
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.feeder import Feeder
from search.facets.declared import all_facets
from search.query.query import Query
from search.query.results import Hit, Results

log = logging.getLogger(__name__)
T = TypeVar("T")
BAD_REQUEST = 400
SEARCH_SECONDS = 1.0  # how long a reader waits for Elasticsearch before the database answers


class FallbackEngine:
    """`first` answers unless the breaker is open; `second` always can."""

    def __init__(self, first: Searcher, second: Searcher, breaker: Breaker, feeder: Feeder) -> None:
        self.first, self.second, self.breaker, self.feeder = first, second, breaker, feeder
        self.name = first.name

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        return self._ask(lambda engine: engine.search(query, facets, kinds))

    def similar(self, key: UUID, count: int) -> list[Hit]:
        return self._ask(lambda engine: engine.similar(key, count))

    def titles(self, text: str, count: int) -> list[Hit]:
        return self._ask(lambda engine: engine.titles(text, count))

    def catch_up(self) -> None:
        self.feeder.try_once()

    def _ask(self, question: Callable[[Searcher], T]) -> T:
        if not self.breaker.is_open:
            try:
                return question(self.first)
            except Unavailable as error:
                self._failed(error, error.status, error.is_behind)
            except ApiError as error:
                self._failed(error, error.status_code)
            except TransportError as error:
                self._failed(error)
        return question(self.second)

    def entries_changed(self) -> None:
        self.feeder.wake()

    def _failed(self, error: Exception, status: int | None = None, is_behind: bool = False) -> None:
        if status == BAD_REQUEST:  # this query, not the server: nobody can switch the server off with a query
            log.error("Elasticsearch refused a query: %s", error)
            return
        if not is_behind:
            log.warning("The database answers instead of Elasticsearch: %s", error)
            self.breaker.open()
        self.feeder.wake()


def with_fallback(url: str, database: Searcher) -> FallbackEngine:
    """The Elasticsearch at `url`, with `database` behind it."""
    client, breaker = connect(url, SEARCH_SECONDS), Breaker()
    engine = ElasticsearchEngine(client)
    facets = [facet.name for facet in all_facets()]
    feeder = Feeder(client, breaker, probe=lambda: engine.search(Query(), facets))
    return FallbackEngine(engine, database, breaker, feeder)
