"""The engine that asks Elasticsearch: one request for each page of results."""

from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Any
from uuid import UUID

from elasticsearch import Elasticsearch

from search.engines.base import Unavailable
from search.engines.cached_hits import KeptHits
from search.engines.elasticsearch import request
from search.engines.elasticsearch.index import alias_name
from search.language.analysis import words
from search.models import SearchClock, SearchEntry
from search.query.query import Query
from search.query.results import Hit, Results, settle_page
from search.query.words import pinned, terms_to_mark, text_query


class ElasticsearchEngine:
    """Raises `Unavailable` when the index is missing, unfinished or behind the database."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch) -> None:
        self.client = client
        self._hits = KeptHits()

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        started = perf_counter()
        version, expected = SearchClock.now_with_entries()
        text = text_query(query, version)
        first = pinned(query, text)

        def ask(query: Query) -> tuple[list[Any], Mapping[str, Any]]:
            hits, counts = self._ask(request.results(query, text, first, facets, kinds), expected)
            return hits["hits"]["hits"], counts["aggregations"]

        hits, counts = ask(query)
        total = counts["total"]["doc_count"]
        page = settle_page(query.page, total)
        if page != query.page:  # beyond the end: only now is it known which page is the last one
            hits, counts = ask(query.on_page(page))
        return Results(
            total=total,
            page=page,
            hits=self._hits.load(_ids(hits), version),
            counts={name: _values(counts[f"facet_{name}"]) for name in facets},
            engine=self.name,
            milliseconds=(perf_counter() - started) * 1000,
            terms=terms_to_mark(text),
        )

    def similar(self, key: UUID, count: int) -> list[Hit]:
        entry = SearchEntry.objects.filter(key=key, removed=False).values("facets").first()
        return self._list(request.similar(key, entry["facets"], count)) if entry else []

    def titles(self, text: str, count: int) -> list[Hit]:
        return self._list(request.titles(text, count)) if words(text) else []

    def _list(self, search: request.Clause) -> list[Hit]:
        version, expected = SearchClock.now_with_entries()
        (answer,) = self._ask([search], expected)
        return self._hits.load(_ids(answer["hits"]["hits"]), version)

    def _ask(self, searches: list[request.Clause], expected: int) -> list[Any]:
        """The answers to `searches`, of an index with everything up to version `expected`. One request."""
        bodies = [part for search in (*searches, request.CHECKPOINT) for part in ({}, search)]
        answers = self.client.msearch(index=alias_name(), searches=bodies)["responses"]
        for answer in answers:
            if "error" in answer:
                raise Unavailable(answer["error"].get("type", "error"), status=answer.get("status"))
            if answer["timed_out"] or answer["_shards"]["failed"]:
                raise Unavailable("incomplete answer")
        *found, fresh = answers
        checkpoint = fresh["aggregations"]["checkpoint"]["value"]
        if max(int(checkpoint or 0), 0) != expected:  # none, or -1: nothing was there to send
            raise Unavailable("the index is behind the database", is_behind=True)
        return found


def _values(aggregation: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["values"]["buckets"]}


def _ids(hits: Sequence[Mapping[str, Any]]) -> list[int]:
    return [found["fields"]["id"][0] for found in hits]
