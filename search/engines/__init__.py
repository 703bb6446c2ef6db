"""Engines that answer queries. Which one does is decided here, and nowhere else."""

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from search.engines.base import Engine
from search.engines.database import DatabaseEngine

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

COMMAND_SECONDS = 60.0
SEARCH_SECONDS = 1.0  # how long a reader waits for Elasticsearch before the database answers


@cache
def current_engine() -> Engine:
    """Elasticsearch with the database behind it where `ELASTICSEARCH_URL` is set, else the database."""
    return _elasticsearch(settings.ELASTICSEARCH_URL) if settings.ELASTICSEARCH_URL else DatabaseEngine()


def elasticsearch_client() -> "Elasticsearch | None":
    """For commands, which may wait; None where no Elasticsearch is used."""
    from search.engines.elasticsearch import connect

    return connect(settings.ELASTICSEARCH_URL, COMMAND_SECONDS) if settings.ELASTICSEARCH_URL else None


def _elasticsearch(url: str) -> Engine:
    from search.engines.elasticsearch import connect
    from search.engines.elasticsearch.breaker import Breaker
    from search.engines.elasticsearch.engine import ElasticsearchEngine
    from search.engines.elasticsearch.feeder import Feeder
    from search.engines.fallback import FallbackEngine
    from search.facets import ALL_FACETS
    from search.query import Query

    client, breaker = connect(url, SEARCH_SECONDS), Breaker()
    first = ElasticsearchEngine(client)
    facets = [facet.name for facet in ALL_FACETS]
    feeder = Feeder(client, breaker, probe=lambda: first.search(Query(), facets))
    return FallbackEngine(first, DatabaseEngine(), breaker, feeder)
