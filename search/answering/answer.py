"""From a query to the results to show: for the query itself, or for the one that was probably meant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.engines.current import current_engine
from search.query.query import Query
from search.query.results import Results
from search.query.spelling import spelling
from search.query.text import MAX_WORDS, parse_text


def answer(query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
    """The engine's results. If a text finds nothing, it is searched for again with its spelling corrected.

    If that finds nothing either, entries with most of its words are searched for, then with any of them. So a guess
    never outranks a real hit, and costs nothing if there is one.
    """
    engine = current_engine()
    results = engine.search(query, facets, kinds)
    if results.total or not query.text:
        return results

    def finds_something(word: str) -> bool:
        if word == query.text and not query.filters:  # the search above
            return False
        return bool(engine.search(replace(query, text=word, filters={}), (), kinds).total)

    correction = spelling().correct(query.text, finds_something)
    for attempt in _attempts(query, correction):
        again = engine.search(attempt, facets, kinds)
        if again.total:
            return replace(again, corrected_to=correction, is_partial=attempt.max_missing > 0)
    return results


def _attempts(query: Query, correction: str) -> Iterator[Query]:
    """The query with its spelling corrected, then with fewer words, unless it has a phrase: that is meant literally."""
    if correction:
        query = replace(query, text=correction)
        yield query
    clauses = parse_text(query.text, query.language).required
    if any(option.is_phrase for clause in clauses for option in clause):
        return
    if len(clauses) > 2:
        yield replace(query, max_missing=1)
    if len(clauses) > 1:
        yield replace(query, max_missing=MAX_WORDS)
