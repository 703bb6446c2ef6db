from django.conf import settings
from elasticsearch import Elasticsearch

COMMAND_TIMEOUT = 60.0  # seconds


def connect(url: str, timeout: float) -> Elasticsearch:
    """A client that tries once and waits at most `timeout` seconds, so that the fallback is quick."""
    return Elasticsearch(url, request_timeout=timeout, max_retries=0, retry_on_timeout=False)


def client_for_commands() -> Elasticsearch | None:
    """A client with a longer timeout; None if no Elasticsearch is configured."""
    return connect(settings.ELASTICSEARCH_URL, COMMAND_TIMEOUT) if settings.ELASTICSEARCH_URL else None
