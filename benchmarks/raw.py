"""The lower limit: hits and self-excluding counts in one `_search`, without any work around it."""

from collections.abc import Callable, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.elasticsearch import request
from search.engines.elasticsearch.index import alias_name
from search.models import SearchClock
from search.query.query import Query
from search.query.words import text_query


def prepared(client: Elasticsearch, queries: list[Query], facets: Sequence[str]) -> Callable[[Query], Any]:
    """A function that sends one of `queries`, whose bodies are built beforehand, and returns the raw response."""
    bodies = {id(query): body(query, facets) for query in queries}
    index = alias_name()
    return lambda query: client.search(index=index, **bodies[id(query)])


def body(query: Query, facets: Sequence[str]) -> dict[str, Any]:
    """The engine's two searches as one, with its filters of the hits in a `post_filter`."""
    hits, counts, *_partial = request.results(query, text_query(query, SearchClock.now()), [], facets, ["practice"])
    found, filters = hits["query"]["bool"]["must"], hits["query"]["bool"]["filter"]
    scope = len(filters) - len(query.filters)
    return {
        **hits,
        "query": {"bool": {"must": found, "filter": filters[:scope]}},
        "post_filter": {"bool": {"filter": filters[scope:]}},
        "aggs": counts["aggs"],
    }


def figures(response: Any, facets: Sequence[str]) -> tuple[int, dict[str, dict[str, int]]]:
    """The total and the counts in a response."""
    found = response["aggregations"]
    counts = {name: {b["key"]: b["doc_count"] for b in found[f"facet_{name}"]["values"]["buckets"]} for name in facets}
    return found["total"]["doc_count"], counts
