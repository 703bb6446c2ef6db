"""The engine in use: chosen here and nowhere else."""

from functools import cache

from django.conf import settings

from search.engines.base import Engine
from search.engines.database.engine import DatabaseEngine


@cache
def current_engine() -> Engine:
    """Elasticsearch with the database as its fallback if `ELASTICSEARCH_URL` is set, else the database."""
    database = DatabaseEngine()
    if not settings.ELASTICSEARCH_URL:
        return database
    # The client takes half a second to import, and most processes do not need it.
    from search.engines.elasticsearch.fallback import with_fallback

    return with_fallback(settings.ELASTICSEARCH_URL, database)
