"""The words of a query as engines look them up."""

from uuid import UUID

from cms.base.languages import content_languages
from search.language.analysis import alternatives
from search.query.curation import curation_cache
from search.query.query import Query
from search.query.text import TextQuery, parse_text


def text_query(query: Query, version: int) -> TextQuery:
    """The clauses of the query's text, with the editors' synonyms as of `version` of the search clock."""
    synonyms = curation_cache.refresh(version).synonyms_in(query.language)
    return parse_text(query.text, query.language, synonyms)


def pinned(query: Query, text: TextQuery) -> list[UUID]:
    """Translation keys of the query's pinned results, as of the last `text_query`; none for one with exclusions."""
    return curation_cache.get().pinned(query.text, query.language) if text and not text.excluded else []


def stored_terms(word: str, in_compounds: bool = True) -> list[str]:
    """The stored terms that `word` matches, in any language of the site; also as a part of compounds."""
    return alternatives(word, tuple(code for code, _ in content_languages()), in_compounds)


def terms_to_mark(text: TextQuery) -> frozenset[str]:
    """The stored terms to highlight in a hit."""
    return frozenset(term for word in text.required_words for term in stored_terms(word))
