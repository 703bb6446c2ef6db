"""The bodies of the searches that are sent to Elasticsearch, several in one `_msearch`.

Hits and counts are separate searches: Elasticsearch caches responses without hits, and skips scoring for them.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from practices.models import PracticePage
from search.engines.elasticsearch import text as text_clauses
from search.engines.elasticsearch.mapping import MAX_RESULT_WINDOW
from search.engines.elasticsearch.text import Clause
from search.facets.declared import similarity_facets
from search.language.analysis import fold, words
from search.query.query import PAGE_SIZE, Query
from search.query.text import MAX_WORDS, TextQuery

# Only the ids of the entries: nothing that would have to be decompressed.
IDS_ONLY: Clause = {"_source": False, "stored_fields": "_none_", "docvalue_fields": ["id"]}
MAX_VALUES = 10_000  # per facet, so that all are counted
PINNED_SCORE = 1_000_000  # higher than any text's
VISIBLE: Clause = {"term": {"removed": False}}
NEWEST: list[Any] = [{"sorted_at": "desc"}, {"id": "desc"}]
# How up to date the index is. A search without a query costs next to nothing.
CHECKPOINT: Clause = {"size": 0, "track_total_hits": False, "aggs": {"checkpoint": {"max": {"field": "checkpoint"}}}}


def results(
    query: Query, text: TextQuery, pinned: Sequence[UUID], facets: Sequence[str], kinds: Sequence[str]
) -> list[Clause]:
    """The hits, and the counts; then the same for what matches only partly, if anything can."""
    scope: list[Clause] = [VISIBLE]
    if kinds:
        scope.append({"terms": {"kind": list(kinds)}})
    selections = {name: {"terms": {f"facets.{name}": list(values)}} for name, values in query.filters.items()}

    def both(match: Clause, scores: list[Clause], pins: list[Clause]) -> list[Clause]:
        scored = {"bool": {"filter": [match], "should": scores}}
        return [
            _hits(query, text, _or_pinned(scored, pins), [*scope, *selections.values()]),
            _counts(_or_pinned(match, pins), scope, selections, facets),
        ]

    if not text:  # a text without a word finds nothing
        return both({"match_none": {}} if query.text else {"match_all": {}}, [], [])
    places, full, pins = text_clauses.places(text), text_clauses.full_match(text), _pins(pinned)
    searches = both(full, places, pins)
    if text.has_partial_matches:
        partly = {"bool": {"filter": [text_clauses.partial_match(text)], "must_not": [full, *pins]}}
        searches += both(partly, [*places, *text_clauses.found(text)], [])
    return searches


def similar(key: UUID, facets: Mapping[str, list[str]], count: int) -> Clause:
    """Practices by the number of facts that they share with `key`."""
    shared = [
        {"constant_score": {"filter": {"term": {f"facets.{name}": value}}}}
        for name in similarity_facets()
        for value in facets.get(name, ())
    ]
    scope = [VISIBLE, {"term": {"kind": PracticePage.kind}}]
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
    """Entries whose titles have the words of `text`, the last one as a prefix."""
    typed = " ".join(fold(word) for word in words(text)[:MAX_WORDS])
    title = {"match_bool_prefix": {"text.title": {"query": typed, "operator": "and"}}}
    query = {"bool": {"filter": [VISIBLE, title]}}
    return {"query": query, "size": count, "sort": NEWEST, "track_total_hits": False, **IDS_ONLY}


def _pins(keys: Sequence[UUID]) -> list[Clause]:
    return [
        {"constant_score": {"filter": {"term": {"key": str(key)}}, "boost": PINNED_SCORE - position}}
        for position, key in enumerate(keys)
    ]


def _or_pinned(match: Clause, pins: list[Clause]) -> Clause:
    return {"dis_max": {"queries": [match, *pins]}} if pins else match


def _hits(query: Query, text: TextQuery, match: Clause, filters: list[Clause]) -> Clause:
    return {
        "query": {"bool": {"must": [match], "filter": filters}},
        "from": min((query.page - 1) * PAGE_SIZE, MAX_RESULT_WINDOW - PAGE_SIZE),
        "size": PAGE_SIZE,
        "sort": _sort(query, has_text=bool(text)),
        "track_total_hits": False,  # `_counts` has the total, without scoring
        **IDS_ONLY,
    }


def _sort(query: Query, has_text: bool) -> list[Any]:
    if query.sort == "title":
        return [{f"title_order.{query.language}": "asc"}, {"id": "asc"}]
    if query.sort == "relevance" and has_text:
        return ["_score", {"id": "desc"}]
    return NEWEST


def _counts(match: Clause, scope: list[Clause], selections: Mapping[str, Clause], facets: Sequence[str]) -> Clause:
    """For each facet the counts that ignore its own selection; the total with all selections, and without any."""
    aggregations = {f"facet_{name}": _count(name, selections) for name in facets}
    aggregations["total"] = {"filter": _all_of(list(selections.values()))}
    query = {"bool": {"filter": [*scope, match]}}
    return {"query": query, "size": 0, "aggs": aggregations, "track_total_hits": True}


def _count(name: str, selections: Mapping[str, Clause]) -> Clause:
    terms = {"terms": {"field": f"facets.{name}", "size": MAX_VALUES}}
    others = [clause for other, clause in selections.items() if other != name]
    return {"filter": _all_of(others), "aggs": {"values": terms}}


def _all_of(clauses: list[Clause]) -> Clause:
    return {"bool": {"filter": clauses}} if clauses else {"match_all": {}}
