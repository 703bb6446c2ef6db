"""The text of a query in Elasticsearch's query language. What a reader types is only ever a value in it."""

from functools import partial
from typing import Any

from search.language.analysis import alternatives, fold
from search.query.text import Alternative, TextQuery
from search.query.words import stored_terms

WEIGHTS = {"title": 10, "labels": 6, "summary": 5, "body": 2}  # a word found in several parts adds up
FIELDS = [f"text.{part}^{weight}" for part, weight in WEIGHTS.items()]
OWN_LANGUAGE_BOOST = 0.5  # how much more a word in the reader's own language counts
Clause = dict[str, Any]


def text_clauses(text: TextQuery, language: str) -> Clause:
    """Matches what `text` requires without what it excludes; `language` is the reader's."""
    option = partial(_alternative, language=language)
    required = [_any_of([option(alternative) for alternative in clause]) for clause in text.required]
    excluded = [option(alternative) for alternative in text.excluded]
    found = (
        {"should": required, "minimum_should_match": text.minimum_should_match}
        if required
        else {"must": {"match_all": {}}}
    )
    return {"bool": {**found, "must_not": excluded}}


def _any_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"dis_max": {"queries": clauses}}


def _alternative(alternative: Alternative, language: str) -> Clause:
    if alternative.is_phrase:
        phrase = " ".join(map(fold, alternative.words))
        return {"multi_match": {"query": phrase, "fields": FIELDS, "type": "phrase"}}
    words = [_word(word, language, alternative.in_compounds) for word in alternative.words]
    return words[0] if len(words) == 1 else {"bool": {"must": words}}


def _word(word: str, language: str, in_compounds: bool) -> Clause:
    """Any term that `word` matches. An exact match also matches the stems, and so scores higher."""
    own_stems = [term for term in alternatives(word, (language,)) if term.startswith(":")]
    found = _any_term(stored_terms(word, in_compounds))
    return {"bool": {"must": found, "should": _any_term(own_stems, OWN_LANGUAGE_BOOST)}}


def _any_term(terms: list[str], boost: float = 1) -> Clause:
    text = " ".join(terms)
    return {"multi_match": {"query": text, "fields": FIELDS, "type": "most_fields", "boost": boost}}
