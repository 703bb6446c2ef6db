"""Elasticsearch while it responds, else the database. After a failure, searches no longer wait for it."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import DatabaseError
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
SEARCH_TIMEOUT = 1.0  # seconds that a search waits for Elasticsearch before the database answers


class FallbackEngine:
    """`primary` answers unless it fails or the breaker is open; then `secondary` does."""

    def __init__(self, primary: Searcher, secondary: Searcher, breaker: Breaker, feeder: Feeder) -> None:
        self.primary, self.secondary, self.breaker, self.feeder = primary, secondary, breaker, feeder
        self.name = primary.name

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        return self._run(lambda engine: engine.search(query, facets, kinds))

    def similar(self, key: UUID, count: int) -> list[Hit]:
        return self._run(lambda engine: engine.similar(key, count))

    def titles(self, text: str, count: int) -> list[Hit]:
        return self._run(lambda engine: engine.titles(text, count))

    def catch_up(self) -> None:
        self.feeder.try_once()

    def _run(self, call: Callable[[Searcher], T]) -> T:
        if not self.breaker.is_open:
            try:
                return call(self.primary)
            except Unavailable as error:
                self._on_failure(error, error.status, error.is_behind)
            except ApiError as error:
                self._on_failure(error, error.status_code)
            except TransportError as error:
                self._on_failure(error)
            except DatabaseError:
                raise  # the secondary has the same database
            except Exception as error:
                log.exception("A search in Elasticsearch failed.")
                self._on_failure(error)  # no response of a server may break a page
        return call(self.secondary)

    def entries_changed(self) -> None:
        self.feeder.wake()

    def _on_failure(self, error: Exception, status: int | None = None, is_behind: bool = False) -> None:
        if status == BAD_REQUEST:  # the query is at fault, not the server: a query must not open the breaker
            log.error("Elasticsearch rejected a query: %s", error)
            return
        if not is_behind:
            log.warning("The database answers instead of Elasticsearch: %s", error)
            self.breaker.open()
        self.feeder.wake()


def with_fallback(url: str, database: Searcher) -> FallbackEngine:
    """The Elasticsearch at `url`, with `database` as its fallback."""
    client, breaker = connect(url, SEARCH_TIMEOUT), Breaker()
    engine = ElasticsearchEngine(client)
    facets = [facet.name for facet in all_facets()]
    feeder = Feeder(client, breaker, probe=lambda: engine.search(Query(), facets))
    return FallbackEngine(engine, database, breaker, feeder)
