"""What is asked of Elasticsearch, as searches that go together into one `_msearch`.

Hits and counts are asked for apart: Elasticsearch caches answers without hits, and scores nothing for them.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from search.engines.elasticsearch.mapping import MAX_RESULT_WINDOW
from search.engines.elasticsearch.text import Clause, text_clauses
from search.facets.declared import similarity_facets
from search.language.analysis import fold, words
from search.query.query import PAGE_SIZE, Query
from search.query.text import MAX_WORDS, TextQuery

# The numbers of the entries, and nothing that would have to be unpacked.
IDS_ONLY: Clause = {"_source": False, "stored_fields": "_none_", "docvalue_fields": ["id"]}
MAX_VALUES = 10_000  # of a facet: every one is counted
PINNED = 1_000_000  # a score that no text reaches
VISIBLE: Clause = {"term": {"removed": False}}
NEWEST: list[Any] = [{"sorted_at": "desc"}, {"id": "desc"}]
# How fresh the index is. Of everything it is a search without a query, so it costs next to nothing.
CHECKPOINT: Clause = {"size": 0, "track_total_hits": False, "aggs": {"checkpoint": {"max": {"field": "checkpoint"}}}}


def results(
    query: Query, text: TextQuery, pinned: Sequence[UUID], facets: Sequence[str], kinds: Sequence[str]
) -> list[Clause]:
    """The hits, and the counts."""
    scope: list[Clause] = [VISIBLE]
    if kinds:
        scope.append({"terms": {"kind": list(kinds)}})
    selections = {name: {"terms": {f"facets.{name}": list(values)}} for name, values in query.filters.items()}
    found = _found(query, text, pinned)
    return [_hits(query, text, found, scope, selections), _counts(found, scope, selections, facets)]


def similar(key: UUID, facets: Mapping[str, list[str]], count: int) -> Clause:
    """Each fact that a practice shares with `key` counts one."""
    shared = [
        {"constant_score": {"filter": {"term": {f"facets.{name}": value}}}}
        for name in similarity_facets()
        for value in facets.get(name, ())
    ]
    scope = [VISIBLE, {"term": {"kind": "practice"}}]
    query = {
        "bool": {
            "should": shared,
            "minimum_should_match": 1,
            "filter": scope,
            "must_not": [{"term": {"key": str(key)}}],
        }
    }
    return {"query": query, "size": count, "sort": ["_score", *NEWEST], "track_total_hits": False, **IDS_ONLY}


def titles(text: str, count: int) -> Clause:
    """Titles with the words of `text`, the last of which may be unfinished."""
    typed = " ".join(fold(word) for word in words(text)[:MAX_WORDS])
    begun = {"match_bool_prefix": {"text.title": {"query": typed, "operator": "and"}}}
    query = {"bool": {"filter": [VISIBLE, begun]}}
    return {"query": query, "size": count, "sort": NEWEST, "track_total_hits": False, **IDS_ONLY}


def _found(query: Query, text: TextQuery, pinned: Sequence[UUID]) -> Clause:
    """What has the text, and what the editors want to stand first for it."""
    if not text:
        return {"match_none": {}} if query.text else {"match_all": {}}  # a text without a single word finds nothing
    with_text = text_clauses(text, query.language)
    if not pinned:
        return with_text
    first = [
        {"constant_score": {"filter": {"term": {"key": str(key)}}, "boost": PINNED - place}}
        for place, key in enumerate(pinned)
    ]
    return {"dis_max": {"queries": [with_text, *first]}}


def _hits(
    query: Query, text: TextQuery, found: Clause, scope: list[Clause], selections: Mapping[str, Clause]
) -> Clause:
    return {
        "query": {"bool": {"must": [found], "filter": [*scope, *selections.values()]}},
        "from": min((query.page - 1) * PAGE_SIZE, MAX_RESULT_WINDOW - PAGE_SIZE),
        "size": PAGE_SIZE,
        "sort": _sort(query, has_text=bool(text)),
        "track_total_hits": False,  # counted below, where nothing is scored
        **IDS_ONLY,
    }


def _sort(query: Query, has_text: bool) -> list[Any]:
    if query.sort == "title":
        return [{f"title_order.{query.language}": "asc"}, {"id": "asc"}]
    if query.sort == "relevance" and has_text:
        return ["_score", {"id": "desc"}]
    return NEWEST


def _counts(found: Clause, scope: list[Clause], selections: Mapping[str, Clause], facets: Sequence[str]) -> Clause:
    """Of each facet the counts that ignore its own selection; and of everything together the total."""
    aggregations = {f"facet_{name}": _count(name, selections) for name in facets}
    aggregations["total"] = {"filter": _all_of(list(selections.values()))}
    query = {"bool": {"filter": [*scope, found]}}
    return {"query": query, "size": 0, "aggs": aggregations, "track_total_hits": False}


def _count(name: str, selections: Mapping[str, Clause]) -> Clause:
    terms = {"terms": {"field": f"facets.{name}", "size": MAX_VALUES}}
    others = [clause for other, clause in selections.items() if other != name]
    return {"filter": _all_of(others), "aggs": {"values": terms}}


def _all_of(clauses: list[Clause]) -> Clause:
    return {"bool": {"filter": clauses}} if clauses else {"match_all": {}}
