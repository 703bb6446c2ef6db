"""Any search for practices as a file: all hits, not just one page, as the results page shows them."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponseBase

from practices.exchange.exporting.formats import TO_CITE, TO_READ
from practices.exchange.exporting.practices import Found
from practices.exchange.exporting.response import export
from search.answering.answer import answer
from search.engines.current import current_engine
from search.query.query import Query


def export_links(query: Query) -> dict[str, list[tuple[str, str]]]:
    """The names and URLs (relative to the search page) of the file formats, grouped by purpose."""
    groups = {"to_read": TO_READ, "to_cite": TO_CITE}
    return {
        purpose: [(label, query.to_url(name)) for name, label in labels.items()] for purpose, labels in groups.items()
    }


def export_hits(request: HttpRequest, query: Query, kinds: Sequence[str], name: str) -> HttpResponseBase:
    return export(request, name, _all_hits(query, kinds))


def _all_hits(query: Query, kinds: Sequence[str]) -> Iterator[Found]:
    """All hits, lazily: each page is queried after the previous one has been written."""
    results = answer(query.on_page(1), [], kinds)
    query = query.with_text(results.corrected_to or query.text)
    for number in range(1, results.pages + 1):
        hits = results.hits if number == 1 else current_engine().search(query.on_page(number), [], kinds).hits
        yield from ((hit.key, hit.language_for(query.language)) for hit in hits)
