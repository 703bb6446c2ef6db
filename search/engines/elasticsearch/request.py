"""A query as the searches of one `_msearch`: the hits, the counts, and how fresh the index is.

Hits and counts are asked for apart: Elasticsearch caches answers without hits, and scores nothing for them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cms.base.languages import content_languages
from search.engines.elasticsearch.mapping import MAX_RESULT_WINDOW, PARTS
from search.query import PAGE_SIZE, Query

MAX_VALUES = 10_000  # of a facet: every one is counted
READERS_LANGUAGE = 1.5  # how much more a word of the reader's own language weighs
FOLDED = 0.5  # how much less a word weighs that is found without its diacritics
OTHER_FIELDS = 0.1  # what a word adds that is found in several fields
Clause = dict[str, Any]


def searches(query: Query, words: Sequence[str], facets: Sequence[str], kinds: Sequence[str]) -> list[Clause]:
    """Headers and bodies for `_msearch`: hits, counts, checkpoint, in this order."""
    text = [word_clause(word, query.language) for word in words]
    scope: list[Clause] = [{"term": {"removed": False}}]
    if kinds:
        scope.append({"terms": {"kind": list(kinds)}})
    if query.text and not words:
        scope.append({"match_none": {}})  # a text without a single word finds nothing
    selections = {name: {"terms": {f"facets.{name}": list(values)}} for name, values in query.filters.items()}
    bodies = (_hits(query, text, scope, selections), _counts(text, scope, selections, facets), _checkpoint())
    return [part for body in bodies for part in ({}, body)]


def word_clause(word: str, language: str) -> Clause:
    """Entries that have `word`, whichever language they are written in and whichever field it stands in."""
    return {"multi_match": {"query": word, "fields": _fields(language), "tie_breaker": OTHER_FIELDS}}


def _fields(language: str) -> list[str]:
    fields = []
    for code, _ in content_languages():
        for part, weight in PARTS.items():
            boost = weight * (READERS_LANGUAGE if code == language else 1)
            fields += [f"text.{code}.{part}^{boost:g}", f"text.{code}.{part}.folded^{boost * FOLDED:g}"]
    return fields


def _hits(query: Query, text: list[Clause], scope: list[Clause], selections: Mapping[str, Clause]) -> Clause:
    start = min((query.page - 1) * PAGE_SIZE, MAX_RESULT_WINDOW - PAGE_SIZE)
    return {
        "query": {"bool": {"must": text, "filter": [*scope, *selections.values()]}},
        "from": start,
        "size": PAGE_SIZE,
        "sort": _sort(query, has_text=bool(text)),
        "track_total_hits": False,  # counted below, where nothing is scored
        "_source": ["key", "kind", "language", "words", "facets", "sorted_at"],
    }


def _sort(query: Query, has_text: bool) -> list[Any]:
    if query.sort == "title":
        return [{f"title_order.{query.language}": "asc"}, {"id": "asc"}]
    if query.sort == "relevance" and has_text:
        return ["_score", {"id": "desc"}]
    return [{"sorted_at": "desc"}, {"id": "desc"}]


def _counts(text: list[Clause], scope: list[Clause], selections: Mapping[str, Clause], facets: Sequence[str]) -> Clause:
    """Of each facet the counts that ignore its own selection; and of everything together the total."""
    aggregations = {f"facet_{name}": _count(name, selections) for name in facets}
    aggregations["total"] = {"filter": _all_of(list(selections.values()))}
    return {"query": {"bool": {"filter": [*scope, *text]}}, "size": 0, "aggs": aggregations, "track_total_hits": False}


def _count(name: str, selections: Mapping[str, Clause]) -> Clause:
    terms = {"terms": {"field": f"facets.{name}", "size": MAX_VALUES}}
    others = [clause for other, clause in selections.items() if other != name]
    return {"filter": _all_of(others), "aggs": {"values": terms}}


def _all_of(clauses: list[Clause]) -> Clause:
    return {"bool": {"filter": clauses}} if clauses else {"match_all": {}}


def _checkpoint() -> Clause:
    return {"size": 0, "track_total_hits": False, "aggs": {"checkpoint": {"max": {"field": "checkpoint"}}}}
