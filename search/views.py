"""The two search pages: the repository of practices, and the whole site."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.base.languages import active_language
from practices.models import PracticeIndexPage
from search import labels, presentation
from search.engines import current_engine
from search.facets import PRACTICE_FACETS, SITE_FACETS, TARGET_GROUP, Facet
from search.models import SearchClock
from search.query import Query
from search.results import Hit, Results

SUGGESTED = 6  # target groups offered when nothing was found


def practice_search(request: HttpRequest, page: PracticeIndexPage) -> HttpResponse:
    """The repository's page: `page` gives it its title, address and introduction."""
    return _search(
        request, PRACTICE_FACETS, ["practice"], "pages/practice_search.html", {"page": page, "heading": page.title}
    )


@require_safe
def site_search(request: HttpRequest) -> HttpResponse:
    """Everything that visitors can find, with its kind as a facet."""
    context = {"heading": _("Search this site"), "keeps_path_in_every_language": True}
    return _search(request, SITE_FACETS, [], "pages/site_search.html", context)


def _search(
    request: HttpRequest, facets: Sequence[Facet], kinds: list[str], template: str, context: dict[str, Any]
) -> HttpResponse:
    labels.refresh(SearchClock.now())
    language = active_language()
    by_facet = {facet.name: facet.labels(language) for facet in facets}
    query = Query.parse(request.GET, by_facet, language)
    results = current_engine().search(query, list(by_facet), kinds)
    if request.GET.get("format") == "json":
        response: HttpResponse = JsonResponse(_as_json(request, query, results, facets))
    else:
        response = render(request, template, {**context, **_context(query, results, facets)})
    response["Server-Timing"] = f'search;desc="{results.engine}";dur={results.milliseconds:.1f}'
    response["Vary"] = "Cookie"
    return response


def _context(query: Query, results: Results, facets: Sequence[Facet]) -> dict[str, Any]:
    by_facet = {facet.name: facet.labels(query.language) for facet in PRACTICE_FACETS}
    return {
        "query": query,
        "results": {
            "total": results.total,
            "page": results.page,
            "pages": results.pages,
            "hits": [presentation.card(hit, results, by_facet) for hit in results.hits],
            "facets": presentation.facet_views(query, results, facets),
        },
        "chips": presentation.chips(query, facets),
        "clear_url": query.without_filters().to_url(),
        "sort_options": presentation.sort_options(query),
        "pagination": presentation.pagination(query, results),
        "hidden_fields": [pair for pair in query.parameters() if pair[0] not in ("q", "page")],
        "messages_for_user": [_("Your text was too long: only its beginning was searched for.")]
        if query.was_cut
        else [],
        "empty_help": _empty_help(query, facets) if not results.total else None,
    }


def _empty_help(query: Query, facets: Sequence[Facet]) -> dict[str, Any]:
    """Ways out when nothing was found: fewer filters, or a target group to begin with."""
    start = Query(language=query.language)
    targets = TARGET_GROUP.labels(query.language).items() if TARGET_GROUP in facets else ()
    return {
        "without_filters_url": query.without_filters().to_url() if query.filters and query.text else "",
        "popular": [
            {"label": label, "url": start.toggled(TARGET_GROUP.name, value).to_url()}
            for value, label in islice(targets, SUGGESTED)
        ],
    }


def _as_json(request: HttpRequest, query: Query, results: Results, facets: Sequence[Facet]) -> dict[str, Any]:
    def result(hit: Hit) -> dict[str, Any]:
        language = presentation.shown_language(hit, query.language)
        words = hit.words[language]
        return {
            "id": str(hit.key),
            "title": words["title"],
            "summary": words["summary"],
            "language": language,
            "url": request.build_absolute_uri(words["url"]),
            "facts": {facet.name: hit.facets.get(facet.name, []) for facet in facets},
        }

    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "results": [result(hit) for hit in results.hits],
        "facets": {
            facet.name: [
                {"value": b.value, "label": b.label, "count": b.count, "selected": b.selected}
                for b in presentation.buckets(query, results, facet)
            ]
            for facet in facets
        },
    }
