"""From a query to what is shown: the engine's answer, or that to the query as it was probably meant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.engines.current import current_engine
from search.query.query import Query
from search.query.results import Results
from search.query.spelling import spelling
from search.query.text import MAX_WORDS, parse_text


def answer(query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
    """The engine's results. A text that finds nothing is searched for again with its spelling corrected.

    And where that finds nothing either, for what has most of its words, or any. So a guess never stands before what
    was found, and costs nothing where something was.
    """
    engine = current_engine()
    results = engine.search(query, facets, kinds)
    if results.total or not query.text:
        return results

    def finds_something(word: str) -> bool:
        if word == query.text and not query.filters:  # that was asked just now
            return False
        return bool(engine.search(replace(query, text=word, filters={}), (), kinds).total)

    correction = spelling().correct(query.text, finds_something)
    for attempt in _attempts(query, correction):
        again = engine.search(attempt, facets, kinds)
        if again.total:
            return replace(again, corrected_to=correction, is_partial=attempt.max_missing > 0)
    return results


def _attempts(query: Query, correction: str) -> Iterator[Query]:
    """The query as it was probably meant, then with fewer of its words. Who puts a phrase in quotes wants just that."""
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
