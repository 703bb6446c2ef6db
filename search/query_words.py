"""The words of a query, as an engine looks them up."""

from cms.base.languages import content_languages
from search.analysis import alternatives, without_stopwords, words
from search.query import MAX_WORDS, Query


def query_terms(query: Query) -> list[list[str]]:
    """For each telling word of the query, the stored terms that it stands for, in every language of the site."""
    languages = tuple(code for code, _ in content_languages())
    found = without_stopwords(words(query.text), query.language)
    return [alternatives(word, languages) for word in dict.fromkeys(found[:MAX_WORDS])]
