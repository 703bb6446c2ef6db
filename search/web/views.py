"""The two search pages: the repository of practices, and the whole site."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cms.base.delivery.offered import refuse_unless_offered
from cms.base.languages import active_language
from practices.exchange.exporting.formats import FORMATS
from practices.models import PracticeIndexPage, PracticePage
from search.answering.answer import answer
from search.answering.completion import completions
from search.engines.current import current_engine
from search.facets.declared import PRACTICE_FACETS, SITE_FACETS, TARGET_GROUP, query_in
from search.facets.facet import Facet
from search.missed.counting import count_after_response
from search.query.query import CONTROL, EXACT, MAX_TEXT, Query
from search.query.results import Hit, Results
from search.query.text import unused_words
from search.web import presentation
from search.web.export import export_hits, export_links
from search.web.feed import ATOM, feed, feed_url

SUGGESTED = 6  # target groups offered when nothing was found


def practice_search(request: HttpRequest, page: PracticeIndexPage) -> HttpResponseBase:
    """The repository's page, with the title, URL and introduction of `page`."""
    context = {"page": page, "heading": page.title}
    return _search(request, PRACTICE_FACETS, [PracticePage.kind], "pages/practice_search.html", context)


@transaction.non_atomic_requests
@require_safe
def site_search(request: HttpRequest) -> HttpResponseBase:
    """Search over everything that visitors can see, with its kind as a facet."""
    refuse_unless_offered(request)
    context = {"heading": _("Search this site"), "keeps_path_in_every_language": True}
    return _search(request, SITE_FACETS, [], "pages/site_search.html", context)


@transaction.non_atomic_requests
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """`{"suggestions": [{"label", "hint", "url", "language"}], "status"}` for what has been typed so far (`q`).

    `status` says how many there are, for screen readers to announce.
    """
    refuse_unless_offered(request)
    text = CONTROL.sub(" ", request.GET.get("q", ""))[:MAX_TEXT]
    found = completions(text)
    status = ngettext("%(count)d suggestion", "%(count)d suggestions", len(found)) % {"count": len(found)}
    return JsonResponse({"suggestions": [asdict(one) for one in found], "status": status if found else ""})


def _search(
    request: HttpRequest, facets: Sequence[Facet], kinds: list[str], template: str, context: dict[str, Any]
) -> HttpResponseBase:
    query, wanted = query_in(request.GET, active_language(), facets), request.GET.get("format", "")
    if wanted == ATOM:
        return feed(request, query, kinds, context["heading"])
    if kinds == [PracticePage.kind] and wanted in FORMATS:
        if query.unknown:  # a file has no room for a message, and an empty or a smaller one would pass for the answer
            return HttpResponseBadRequest(_unknown_filters(query, facets), content_type="text/plain; charset=utf-8")
        return export_hits(request, query, kinds, wanted)
    results = answer(query, [facet.name for facet in facets], kinds)
    if wanted == "json":
        response: HttpResponse = JsonResponse(_as_json(request, query, results, facets))
    else:
        count_after_response(request, query, results)
        is_fallback = request.user.is_superuser and results.engine != current_engine().name
        context = {**context, **_context(request, query, results, facets, kinds), "engine_notice": is_fallback}
        response = render(request, template, context)
    response["Server-Timing"] = presentation.server_timing(results)
    patch_vary_headers(response, ["Cookie"])
    return response


def _context(
    request: HttpRequest, query: Query, results: Results, facets: Sequence[Facet], kinds: list[str]
) -> dict[str, Any]:
    followed = query.with_text(results.corrected_to or query.text)
    return {
        "query": query,
        "results": presentation.Found(request, query, results, facets),
        "guess": presentation.guess(query, results),
        "followed": followed,
        "chips": presentation.chips(query, facets),
        "feed_url": feed_url(followed),
        "export_links": export_links(followed) if kinds == [PracticePage.kind] else {},
        "clear_url": query.without_filters().to_url(),
        "sort_options": presentation.sort_options(query),
        "pagination": presentation.pagination(query, results),
        "hidden_fields": [pair for pair in query.parameters() if pair[0] not in ("q", "page", EXACT)],
        "messages_for_user": _messages(query, results, facets),
        "empty_help": _empty_help(query, facets, kinds) if not results.total else None,
    }


def _messages(query: Query, results: Results, facets: Sequence[Facet]) -> list[str]:
    found = [_unknown_filters(query, facets)] if query.unknown else []
    if query.was_truncated:
        found.append(_("Your search was too long: only the beginning was used."))
    if unused := unused_words(results.corrected_to or query.text, query.language):
        text = _("Your search has too many words. These were not used: %(words)s.")
        found.append(text % {"words": ", ".join(unused)})
    if results.is_partial:
        found.append(_("No page contains all of these words. These results contain some of them."))
    return found


def _unknown_filters(query: Query, facets: Sequence[Facet]) -> str:
    shown = [f"{facet.label}: {value}" for facet in facets for value in query.unknown.get(facet.name, ())]
    text = ngettext("This filter does not exist: %(filters)s.", "These filters do not exist: %(filters)s.", len(shown))
    return text % {"filters": ", ".join(shown)}


def _empty_help(query: Query, facets: Sequence[Facet], kinds: list[str]) -> dict[str, Any]:
    """What to try if nothing was found: fewer filters, or one of the target groups with the most practices."""
    popular: list[presentation.Bucket] = []
    if TARGET_GROUP in facets:
        start = Query(language=query.language)
        everything = current_engine().search(start, [TARGET_GROUP.name], kinds)
        popular = presentation.buckets(start, everything, TARGET_GROUP)[:SUGGESTED]
    return {
        "without_filters_url": query.without_filters().to_url() if query.filters and query.text else "",
        "popular": popular,
    }


def _as_json(request: HttpRequest, query: Query, results: Results, facets: Sequence[Facet]) -> dict[str, Any]:
    def result(hit: Hit) -> dict[str, Any]:
        language = hit.language_for(query.language)
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
        "unknown_filters": query.unknown,
        "unused_words": unused_words(results.corrected_to or query.text, query.language),
        "corrected_to": results.corrected_to,
        "did_you_mean": results.did_you_mean,
        "is_partial": results.is_partial,
        "results": [result(hit) for hit in results.hits],
        "more": [result(hit) for hit in results.more],
        "facets": {
            facet.name: [
                {"value": b.value, "label": b.label, "count": b.count, "selected": b.selected}
                for b in presentation.buckets(query, results, facet)
            ]
            for facet in facets
        },
    }
