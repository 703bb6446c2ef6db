"""The text of a query as clauses of Elasticsearch's query language. What a reader types is only ever a value in it."""

from functools import partial
from typing import Any

from cms.base.languages import content_languages
from search.analysis import fold
from search.engines.elasticsearch.mapping import PARTS
from search.text_query import Alternative, TextQuery

READERS_LANGUAGE = 1.5  # how much more a word of the reader's own language weighs
FOLDED = 0.5  # how much less a word weighs that is found without its diacritics
OTHER_FIELDS = 0.1  # what a word adds that is found in several fields
Clause = dict[str, Any]


def text_clauses(text: TextQuery, language: str) -> Clause:
    """Entries with what `text` requires and without what it excludes; `language` is the reader's."""
    option = partial(_alternative, language=language)
    required = [_any_of([option(alternative) for alternative in clause]) for clause in text.required]
    excluded = [option(alternative) for alternative in text.excluded]
    found = {"should": required, "minimum_should_match": text.least} if required else {"must": {"match_all": {}}}
    return {"bool": {**found, "must_not": excluded}}


def _any_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"dis_max": {"queries": clauses}}


def _alternative(alternative: Alternative, language: str) -> Clause:
    if alternative.is_phrase:
        return _phrase(" ".join(alternative.words), language)
    words = [_match(_spellings(word), language) for word in alternative.words]
    return words[0] if len(words) == 1 else {"bool": {"must": words}}


def _spellings(word: str) -> str:
    """Elasticsearch folds less than we do: not what is written with combining marks."""
    return " ".join(dict.fromkeys([word, fold(word)]))


def _match(text: str, language: str) -> Clause:
    """`text` in any field, whichever language that is written in."""
    return {"multi_match": {"query": text, "fields": _fields(language), "tie_breaker": OTHER_FIELDS}}


def _phrase(text: str, language: str) -> Clause:
    """`text` in any field, as it is written: only case and diacritics may differ."""
    fields = [
        f"text.{code}.{part}.words^{weight * (READERS_LANGUAGE if code == language else 1):g}"
        for code, _ in content_languages()
        for part, weight in PARTS.items()
    ]
    return {"multi_match": {"query": text, "fields": fields, "type": "phrase"}}


def _fields(language: str) -> list[str]:
    fields = []
    for code, _ in content_languages():
        for part, weight in PARTS.items():
            boost = weight * (READERS_LANGUAGE if code == language else 1)
            fields += [f"text.{code}.{part}^{boost:g}", f"text.{code}.{part}.folded^{boost * FOLDED:g}"]
    return fields
