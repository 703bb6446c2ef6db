"""Which engine answers: decided here, and nowhere else."""

from functools import cache

from django.conf import settings

from search.engines.base import Engine
from search.engines.database.engine import DatabaseEngine


@cache
def current_engine() -> Engine:
    """Elasticsearch with the database behind it where `ELASTICSEARCH_URL` is set, else the database."""
    database = DatabaseEngine()
    if not settings.ELASTICSEARCH_URL:
        return database
    # The client takes half a second to import, and most processes have no use for it.
    from search.engines.elasticsearch.fallback import with_fallback

    return with_fallback(settings.ELASTICSEARCH_URL, database)
