"""The results for those who follow a search by feed or by mail."""

from collections.abc import Sequence
from dataclasses import replace

from search.engines.current import current_engine
from search.query.query import Query
from search.query.results import Results


def newest_full_matches(query: Query, kinds: Sequence[str]) -> Results:
    """Without guesses at what was meant and without partial matches, which change with the content."""
    results = current_engine().search(query.sorted_by("newest"), [], kinds)
    return replace(results, hits=[]) if results.is_partial else results
