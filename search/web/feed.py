"""Any search as an Atom feed: full matches, newest first, without guesses at what was meant, which change."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape

from cms.base.delivery.sites import settings_for
from cms.base.display.atom import AtomInLanguages
from cms.base.i18n.language_codes import language_tag
from cms.base.text import storable
from search.answering.followed import newest_full_matches
from search.query.query import Query
from search.query.results import Hit
from search.web.presentation import server_timing

ATOM = "atom"


def feed_url(query: Query) -> str:
    """Relative to the search page."""
    return query.with_text(query.text).sorted_by("relevance").to_url(ATOM)


def feed(request: HttpRequest, query: Query, kinds: Sequence[str], heading: str) -> HttpResponse:
    results = newest_full_matches(query, kinds)
    page_url = request.build_absolute_uri(request.path)
    site = settings_for(request).name
    atom = AtomInLanguages(
        title=storable(": ".join(filter(None, (site, heading, query.text)))),
        link=page_url + query.sorted_by("newest").to_url(),
        description="",
        language=language_tag(query.language),
        author_name=storable(site),
        feed_url=page_url + feed_url(query),
    )
    for hit in results.hits:
        atom.add_item(**_entry(hit, query, request))
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response["Server-Timing"] = server_timing(results)
    return response


def _entry(hit: Hit, query: Query, request: HttpRequest) -> dict[str, Any]:
    language = hit.language_for(query.language)
    words = hit.words[language]
    return {
        "title": storable(words["title"]),
        "link": request.build_absolute_uri(words["url"]),
        "description": escape(storable(words["summary"])),  # Django's Atom generator marks it as HTML
        "unique_id": hit.key.urn,  # independent of title, URL and language
        "pubdate": hit.sorted_at,
        "updateddate": hit.sorted_at,
        "language": language_tag(language),
    }
