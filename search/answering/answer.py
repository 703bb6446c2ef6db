"""From a query to the results to show: those for the query itself, or for what was probably meant."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.engines.current import current_engine
from search.query.query import Query
from search.query.results import Results
from search.query.spelling import Guess, corrected, in_a_dictionary, spelling


def answer(query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
    """The engine's results, perhaps for a corrected query, or with a suggestion.

    Words are only corrected if neither the content nor a dictionary has them, only to words of the reader's language,
    only if nothing has all words of the text, and unless the reader insists. Anything else is a suggestion.
    """
    engine = current_engine()
    results = engine.search(query, facets, kinds)
    guesses = spelling().guesses(query.text, query.language) if query.text else {}
    if not guesses:
        return results
    unknown = {word: guess for word, guess in guesses.items() if not in_a_dictionary(word)}
    if results.total and not results.is_partial:
        return _with_suggestion(results, query, unknown, kinds)
    nowhere = {word: guess for word, guess in guesses.items() if not _occurs(word, query.language)}
    misspelt = {word: guess for word, guess in unknown.items() if word in nowhere and guess.is_own}
    if misspelt and not query.is_exact:
        text = corrected(query.text, misspelt)
        again = engine.search(replace(query, text=text), facets, kinds)
        if again.total:
            return replace(again, corrected_to=text)
    return _with_suggestion(results, query, nowhere, kinds)


def _occurs(word: str, language: str) -> bool:
    """Whether any page has the word, in any language and form."""
    return current_engine().search(Query(text=word, language=language), ()).total > 0


def _with_suggestion(results: Results, query: Query, guesses: Mapping[str, Guess], kinds: Sequence[str]) -> Results:
    """Adds a suggestion, if there is one that finds more full matches than the query."""
    if not guesses:
        return results
    text = corrected(query.text, guesses)
    found = current_engine().search(replace(query, text=text, page=1), (), kinds)
    if found.is_partial or found.total <= (0 if results.is_partial else results.total):
        return results
    return replace(results, did_you_mean=text)
