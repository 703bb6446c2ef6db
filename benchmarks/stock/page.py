"""A page of results in a stock site: one request for the hits, one for the count, and one for each facet."""

from typing import Any

from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL

from benchmarks.stock.models import FACETS, Practice, Term
from search.query.query import PAGE_SIZE, Query

Counts = dict[str, dict[str, int]]


def page(query: Query) -> tuple[int, Counts, list[Practice]]:
    """The total, the counts of each facet (only the ten most frequent values, a limit of `.facet()`), and the hits."""
    results = _search(query)
    hits = list(results[:PAGE_SIZE])
    terms = Term.objects.in_bulk()
    counts = {
        name: {terms[pk].slug: count for pk, count in _search(query, without=name).facet(name).items() if pk in terms}
        for name in FACETS
    }
    return results.count(), counts, hits


def _search(query: Query, without: str = "") -> Any:
    practices = Practice.objects.all() if query.text else Practice.objects.order_by("-sorted_at")
    for name, values in query.filters.items():
        if name != without:
            practices = practices.filter(**{f"{name}__slug__in": values})
    backend = get_search_backend("stock")
    if query.text:
        return backend.search(query.text, practices, operator="and")
    return backend.search(MATCH_ALL, practices, order_by_relevance=False)
