"""From a query to what is shown: the engine's answer, or that to the query as it was probably meant."""

from collections.abc import Sequence
from dataclasses import replace

from search.engines import current_engine
from search.query import Query
from search.results import Results
from search.spelling import spelling


def answer(query: Query, facets: Sequence[str], kinds: Sequence[str] = ()) -> Results:
    """The engine's results. A text that finds nothing is searched for again with its spelling corrected.

    So a guess never stands before what was found, and costs nothing where something was.
    """
    engine = current_engine()
    results = engine.search(query, facets, kinds)
    if results.total or not query.text:
        return results
    correction = spelling().correct(query.text)
    if not correction:
        return results
    again = engine.search(replace(query, text=correction), facets, kinds)
    return replace(again, corrected_to=correction) if again.total else results
