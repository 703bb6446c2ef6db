"""The text of a query in Elasticsearch's query language. What a reader types is only ever a value in it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from search.engines.elasticsearch.mapping import ALL, SEPARATOR
from search.language.terms import PARTS
from search.query.text import Alternative, TextQuery
from search.query.text import Clause as TextClause
from search.query.weights import EXACT, PLACES, WHOLE
from search.query.words import stored_phrases, stored_terms, term_as_typed, to_rank

FIELDS = [f"text.{part}" for part in PARTS]
OFTEN_BOOST = 0.1  # for how often a word is in the text: it only decides between otherwise equal entries
FOUND_BOOST = 128  # what is found counts more than where
Clause = dict[str, Any]


# -- what matches, without a score ------------------------------------------------------------------------------------


def full_match(text: TextQuery) -> Clause:
    return {"bool": {"filter": [_any_of(clause) for clause in text.required], "must_not": _excluded(text)}}


def partial_match(text: TextQuery) -> Clause:
    return {
        "bool": {
            "filter": [_any_of(phrase) for phrase in text.phrases],
            "should": [_any_of((*same, *more)) for same, more in zip(text.required, text.loosely, strict=True)],
            "minimum_should_match": text.enough,
            "must_not": _excluded(text),
        }
    }


def _excluded(text: TextQuery) -> list[Clause]:
    return [_matches(alternative) for alternative in text.excluded]


def _any_of(clause: TextClause) -> Clause:
    return _any([_matches(alternative) for alternative in clause])


def _matches(alternative: Alternative) -> Clause:
    if alternative.is_phrase:
        return _phrase(alternative)
    return _all([{"terms": {ALL: list(stored_terms(word, alternative))}} for word in alternative.words])


def _phrase(alternative: Alternative) -> Clause:
    return _best_of(
        [
            {"multi_match": {"query": " ".join(row), "fields": FIELDS, "type": "phrase"}}
            for row in stored_phrases(alternative)
        ]
    )


# -- how well it matches: as in the databases -------------------------------------------------------------------------


def places(text: TextQuery) -> list[Clause]:
    """Score where each clause is found, and how it is written there."""
    return [score for clause in text.required for score in _places(clause)]


def found(text: TextQuery) -> list[Clause]:
    """Score which clauses and parts of compounds are found: rare words more than frequent ones."""
    clauses = [*text.required, *((part,) for part in text.compound_parts)]
    return [_best_of([_found(alternative) for alternative in clause]) for clause in clauses]


def _best_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"dis_max": {"queries": clauses}}


def _places(clause: TextClause) -> Iterator[Clause]:
    placed = tuple(map(to_rank, clause))
    for part, weight in PLACES.items():
        yield _score(_any([_in_part(alternative, part) for alternative in placed]), weight)
    own = clause[0]
    yield _score(_matches(replace(own, in_compounds=False)), WHOLE)
    yield _score(_all([_term(ALL, term_as_typed(word)) for word in own.words]), EXACT)
    yield _best_of([_often(alternative) for alternative in placed])


def _in_part(alternative: Alternative, part: str) -> Clause:
    """The words of a phrase need not be adjacent there: the full match sees to that."""
    field = f"text.{part}"
    if alternative.is_phrase:
        return _any([_all([_term(field, term) for term in row]) for row in stored_phrases(alternative)])
    return _all([{"terms": {field: list(stored_terms(word, alternative))}} for word in alternative.words])


def _often(alternative: Alternative) -> Clause:
    terms = [term for word in alternative.words for term in stored_terms(word, alternative)]
    return {"match": {"text.body": {"query": " ".join(terms), "boost": OFTEN_BOOST}}}


def _term(field: str, term: str) -> Clause:
    return {"term": {field: term}}


def _score(clause: Clause, weight: int) -> Clause:
    return {"constant_score": {"filter": clause, "boost": weight}}


def _all(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"bool": {"filter": clauses}}


def _any(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": clauses}}


def _found(alternative: Alternative) -> Clause:
    """Several words are as rare as the most frequent of them."""
    terms = [term for word in alternative.words for term in stored_terms(word, alternative)]
    rarity = {"match": {ALL: {"query": SEPARATOR.join(terms), "boost": FOUND_BOOST}}}
    return {"bool": {"must": [rarity], "filter": [_matches(alternative)]}} if len(alternative.words) > 1 else rarity
