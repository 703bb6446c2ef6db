from django.conf import settings
from elasticsearch import Elasticsearch

COMMAND_SECONDS = 60.0


def connect(url: str, seconds: float) -> Elasticsearch:
    """A client that tries once and waits `seconds` at most: whoever falls back should do so soon."""
    return Elasticsearch(url, request_timeout=seconds, max_retries=0, retry_on_timeout=False)


def client_for_commands() -> Elasticsearch | None:
    """Commands may wait; None where no Elasticsearch is used."""
    return connect(settings.ELASTICSEARCH_URL, COMMAND_SECONDS) if settings.ELASTICSEARCH_URL else None
