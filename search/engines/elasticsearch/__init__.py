"""Search in Elasticsearch, fed from the same entries as the database's search."""

from elasticsearch import Elasticsearch


def connect(url: str, seconds: float) -> Elasticsearch:
    """A client that asks once and waits `seconds` at most: who falls back should do so soon."""
    return Elasticsearch(url, request_timeout=seconds, max_retries=0, retry_on_timeout=False)
