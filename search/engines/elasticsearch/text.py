"""The text of a query in Elasticsearch's query language. What a reader types is only ever a value in it."""

from dataclasses import replace
from typing import Any

from search.engines.elasticsearch.mapping import ALL, SEPARATOR
from search.language.analysis import alternatives
from search.query.text import Alternative, TextQuery
from search.query.text import Clause as TextClause
from search.query.words import stored_phrases, stored_terms

WEIGHTS = {"title": 10, "labels": 6, "summary": 5, "body": 2}  # a word found in several parts adds up
FIELDS = [f"text.{part}^{weight}" for part, weight in WEIGHTS.items()]
OWN_LANGUAGE_BOOST = 0.5  # how much more a word in the reader's own language counts
WHOLE_BOOST = 100  # for a word of its own, rather than a part of a compound or a synonym
FOUND_BOOST = 4_000  # what is found counts more than where
Clause = dict[str, Any]


# -- what matches, without a score ------------------------------------------------------------------------------------


def full_match(text: TextQuery) -> Clause:
    return {"bool": {"filter": [_any_of(clause) for clause in text.required], "must_not": _excluded(text)}}


def partial_match(text: TextQuery) -> Clause:
    return {
        "bool": {
            "filter": [_any_of(phrase) for phrase in text.phrases],
            "should": [_any_of(clause) for clause in text.required],
            "minimum_should_match": text.enough,
            "must_not": _excluded(text),
        }
    }


def _excluded(text: TextQuery) -> list[Clause]:
    return [_matches(alternative) for alternative in text.excluded]


def _any_of(clause: TextClause) -> Clause:
    found = [_matches(alternative) for alternative in clause]
    return found[0] if len(found) == 1 else {"bool": {"should": found}}


def _matches(alternative: Alternative) -> Clause:
    if alternative.is_phrase:
        return _phrase(alternative)
    words: list[Clause] = [{"terms": {ALL: stored_terms(word, alternative)}} for word in alternative.words]
    return words[0] if len(words) == 1 else {"bool": {"filter": words}}


def _phrase(alternative: Alternative) -> Clause:
    return _best_of(
        [
            {"multi_match": {"query": " ".join(row), "fields": FIELDS, "type": "phrase"}}
            for row in stored_phrases(alternative)
        ]
    )


# -- how well it matches ----------------------------------------------------------------------------------------------


def places(text: TextQuery, language: str) -> list[Clause]:
    """Score where each clause is found, for a reader of `language`, and whether as a word of its own."""
    found = [_best_of([_places(alternative, language) for alternative in clause]) for clause in text.required]
    return [*found, *(_whole(clause[0]) for clause in text.required)]


def found(text: TextQuery) -> list[Clause]:
    """Score which clauses are found: rare words more than frequent ones."""
    return [_best_of([_found(alternative) for alternative in clause]) for clause in text.required]


def _best_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"dis_max": {"queries": clauses}}


def _places(alternative: Alternative, language: str) -> Clause:
    if alternative.is_phrase:
        return _phrase(alternative)
    words = [_places_of_word(word, language, alternative) for word in alternative.words]
    return words[0] if len(words) == 1 else {"bool": {"must": words}}


def _places_of_word(word: str, language: str, alternative: Alternative) -> Clause:
    """Any term that `word` matches. An exact match also matches the stems, and so scores higher."""
    own_stems = [term for term in alternatives(word, (language,)) if term.startswith(":")]
    found = _any_term(stored_terms(word, alternative))
    return {"bool": {"must": found, "should": _any_term(own_stems, OWN_LANGUAGE_BOOST)}}


def _whole(alternative: Alternative) -> Clause:
    """Rather than as a part of a compound, or by another alternative."""
    own = _matches(replace(alternative, in_compounds=False))
    return {"constant_score": {"filter": own, "boost": WHOLE_BOOST}}


def _any_term(terms: list[str], boost: float = 1) -> Clause:
    text = " ".join(terms)
    return {"multi_match": {"query": text, "fields": FIELDS, "type": "most_fields", "boost": boost}}


def _found(alternative: Alternative) -> Clause:
    words: list[Clause] = [
        {"match": {ALL: {"query": SEPARATOR.join(stored_terms(word, alternative)), "boost": FOUND_BOOST}}}
        for word in alternative.words
    ]
    return {"bool": {"must": words, "filter": [_phrase(alternative)] if alternative.is_phrase else []}}
