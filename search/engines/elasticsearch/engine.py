"""The engine that queries Elasticsearch: one request per page of results."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any
from uuid import UUID

from elasticsearch import Elasticsearch

from search.engines.base import Unavailable
from search.engines.cached_hits import CachedHits
from search.engines.elasticsearch import request
from search.engines.elasticsearch.index import alias_name
from search.engines.elasticsearch.response import items, number, part
from search.engines.elasticsearch.response import text as text_of
from search.language.analysis import words
from search.models import SearchClock, SearchEntry
from search.query.query import Query
from search.query.results import MAX_MORE, Hit, Results, clamp_page
from search.query.words import pinned, terms_to_mark, text_query


class ElasticsearchEngine:
    """Raises `Unavailable` if the index is missing, incomplete or behind the database."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch) -> None:
        self.client = client
        self._hits = CachedHits()

    def search(self, query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
        started = perf_counter()
        version, expected = SearchClock.now_with_entries()
        text = text_query(query, version)
        first = pinned(query, text)

        def run(query: Query) -> _Found:
            return _found(query, self._msearch(request.results(query, text, first, facets, kinds), expected))

        found = run(query)
        total = number(found.counts, "total", "doc_count")
        page = clamp_page(query.page, total)
        if page != query.page:  # beyond the end: the last page is only known from the total
            found = run(query.on_page(page))
        hits, more = self._hits.load_lists([_ids(found.hits), found.more], version)
        return Results(
            total=total,
            page=page,
            hits=hits,
            counts={name: _values(found.counts, name) for name in facets},
            engine=self.name,
            milliseconds=(perf_counter() - started) * 1000,
            is_partial=found.is_partial,
            more=more,
            terms=terms_to_mark(text),
        )

    def similar(self, key: UUID, count: int) -> list[Hit]:
        entry = SearchEntry.objects.filter(key=key, removed=False).values("facets").first()
        return self._list(request.similar(key, entry["facets"], count)) if entry else []

    def titles(self, text: str, count: int) -> list[Hit]:
        return self._list(request.titles(text, count)) if words(text) else []

    def _list(self, search: request.Clause) -> list[Hit]:
        version, expected = SearchClock.now_with_entries()
        (response,) = self._msearch([search], expected)
        return self._hits.load(_ids(response), version)

    def _msearch(self, searches: list[request.Clause], expected: int) -> list[Any]:
        """The responses to `searches` from an index that is up to date with version `expected`. One request."""
        bodies = [part for search in (*searches, request.CHECKPOINT) for part in ({}, search)]
        responses = items(self.client.msearch(index=alias_name(), searches=bodies).body, "responses")
        if len(responses) != len(searches) + 1:
            raise Unavailable(f"unexpected response with {len(responses)} parts")
        for response in responses:
            if isinstance(response, dict) and "error" in response:
                raise Unavailable(str(response["error"]), status=response.get("status"))
            if part(response, "timed_out") or part(response, "_shards", "failed"):
                raise Unavailable("incomplete response")
        *found, status = responses
        checkpoint = part(status, "aggregations", "checkpoint", "value")
        # None or -1: there was nothing to send.
        indexed = 0 if checkpoint in (None, -1) else checkpoint
        if indexed != expected:
            raise Unavailable("the index is behind the database", is_behind=True)
        return found


@dataclass(frozen=True)
class _Found:
    hits: Any
    counts: Any
    is_partial: bool = False
    more: list[int] = field(default_factory=list)


def _found(query: Query, responses: list[Any]) -> _Found:
    """Full matches if there are any, with the best partial ones on the first page; else partial matches."""
    (hits, counts), partial = responses[:2], responses[2:]
    full = _Found(hits, part(counts, "aggregations"))
    if not partial:
        return full
    if _total(counts) or not _total(partial[1]):
        has_more = query.page == 1 and query.sort == "relevance"
        return replace(full, more=_ids(partial[0])[:MAX_MORE] if has_more else [])
    return _Found(partial[0], part(partial[1], "aggregations"), is_partial=True)


def _total(counts: Any) -> int:
    """The total of all matches, regardless of filters."""
    return number(counts, "hits", "total", "value")


def _values(counts: Any, facet: str) -> dict[str, int]:
    buckets = items(counts, f"facet_{facet}", "values", "buckets")
    return {text_of(bucket, "key"): number(bucket, "doc_count") for bucket in buckets}


def _ids(response: Any) -> list[int]:
    return [number(hit, "fields", "id", 0) for hit in items(response, "hits", "hits")]
