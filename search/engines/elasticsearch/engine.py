"""The engine that asks Elasticsearch: one request for each page of results."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import UUID

from elasticsearch import Elasticsearch

from search.analysis import without_stopwords, words
from search.engines.base import Unavailable
from search.engines.elasticsearch import request
from search.engines.elasticsearch.index import alias_name, latest_version
from search.query import MAX_WORDS, Query
from search.query_words import query_terms
from search.results import Hit, Results, settle_page


class ElasticsearchEngine:
    """Raises `Unavailable` when the index is missing, unfinished or behind the database."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch) -> None:
        self.client = client

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        started = perf_counter()
        expected = latest_version()
        hits, counts = self._ask(query, facets, kinds, expected)
        total = counts["total"]["doc_count"]
        page = settle_page(query.page, total)
        if page != query.page:  # beyond the end: only now is it known which page is the last one
            hits, counts = self._ask(query.on_page(page), facets, kinds, expected)
        return Results(
            total=total,
            page=page,
            hits=[_hit(found["_source"]) for found in hits],
            counts={name: _values(counts[f"facet_{name}"]) for name in facets},
            engine=self.name,
            milliseconds=(perf_counter() - started) * 1000,
            terms=query_terms(query),
        )

    def _ask(
        self, query: Query, facets: Sequence[str], kinds: Sequence[str], expected: int
    ) -> tuple[list[Any], Mapping[str, Any]]:
        """The hits and the aggregations of one `_msearch`. Raises what the client raises."""
        telling = list(dict.fromkeys(without_stopwords(words(query.text), query.language)[:MAX_WORDS]))
        answers = self.client.msearch(index=alias_name(), searches=request.searches(query, telling, facets, kinds))
        for answer in answers["responses"]:
            if "error" in answer:
                raise Unavailable(answer["error"].get("type", "error"), status=answer.get("status"))
            if answer["timed_out"] or answer["_shards"]["failed"]:
                raise Unavailable("incomplete answer")
        found, counted, fresh = answers["responses"]
        checkpoint = fresh["aggregations"]["checkpoint"]["value"]
        if checkpoint is None or int(checkpoint) != expected:
            raise Unavailable("the index is behind the database", is_behind=True)
        return found["hits"]["hits"], counted["aggregations"]


def _values(aggregation: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["values"]["buckets"]}


def _hit(source: Mapping[str, Any]) -> Hit:
    return Hit(
        key=UUID(source["key"]),
        kind=source["kind"],
        language=source["language"],
        words=source["words"],
        facets=source["facets"],
        sorted_at=datetime.fromisoformat(source["sorted_at"]),
    )
