"""The words of a query as engines look them up."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from search.language.analysis import alternatives, fold, phrase_terms
from search.language.years import is_year
from search.query.curation import curation_cache
from search.query.query import Query
from search.query.text import Alternative, TextQuery, parse_text


def text_query(query: Query, version: int) -> TextQuery:
    """The clauses of the query's text, with the editors' synonyms as of `version` of the search clock."""
    synonyms = curation_cache.refresh(version).synonyms_in(query.language)
    return parse_text(query.text, query.language, synonyms)


def pinned(query: Query, text: TextQuery) -> list[UUID]:
    """Translation keys of the query's pinned results, as of the last `text_query`; none for one with exclusions."""
    return curation_cache.get().pinned(query.text, query.language) if text and not text.excluded else []


def stored_terms(word: str, alternative: Alternative) -> tuple[str, ...]:
    """The stored terms that `word` of `alternative` matches; also as a part of compounds, if it may be one."""
    return alternatives(word, alternative.languages, alternative.in_compounds)


def term_as_typed(word: str) -> str:
    """The stored term that only this spelling has."""
    return word if fold(word) == word else f"={word}"


def to_rank(alternative: Alternative) -> Alternative:
    """What determines the rank of `alternative`: years within a period match, but stated ones come first."""
    return replace(alternative, in_compounds=False) if any(map(is_year, alternative.words)) else alternative


def stored_phrases(phrase: Alternative) -> list[tuple[str, ...]]:
    """The sequences of stored terms that `phrase` matches: it occurs where those of any sequence are adjacent.

    If nearly all of its words are stopwords, as in "under one roof", no other form means the same.
    """
    literal = tuple(map(fold, phrase.words))
    if not phrase.in_any_form:
        return [literal]
    rows = (tuple(phrase_terms(list(phrase.words), code)) for code in phrase.languages)
    return list(dict.fromkeys(row if len(row) > 1 else literal for row in rows))


def terms_to_mark(text: TextQuery) -> frozenset[str]:
    """What to highlight in a hit: stored terms, joined by spaces if they match only as a phrase."""
    return frozenset(term for clause in text.required for option in clause for term in _to_mark(option))


def _to_mark(option: Alternative) -> Iterator[str]:
    if option.is_phrase:
        yield from map(" ".join, stored_phrases(option))
    else:
        for word in option.words:
            yield from stored_terms(word, option)
