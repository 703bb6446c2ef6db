"""Any search as an Atom feed: what has all its words, newest first. Without guesses at what was meant: those change."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from cms.base.delivery.sites import settings_for
from cms.base.language_codes import language_tag
from cms.base.rich_text import text
from search.answering.followed import newest_full_matches
from search.query.query import Query
from search.query.results import Hit

FORMAT = "atom"


class SearchAtom(Atom1Feed):
    """Each entry in the language that it is shown in."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}


def feed_url(query: Query) -> str:
    """Relative to the search page."""
    url = query.with_text(query.text).sorted_by("relevance").to_url()
    return f"{url}{'' if url == '?' else '&'}format={FORMAT}"


def feed(request: HttpRequest, query: Query, kinds: Sequence[str], heading: str) -> HttpResponse:
    results = newest_full_matches(query, kinds)
    page_url = request.build_absolute_uri(request.path)
    site = settings_for(request).name
    atom = SearchAtom(
        title=text(": ".join(filter(None, (site, heading, query.text)))),
        link=page_url + query.sorted_by("newest").to_url(),
        description="",
        language=language_tag(query.language),
        author_name=text(site),
        feed_url=page_url + feed_url(query),
    )
    for hit in results.hits:
        atom.add_item(**_entry(hit, query, request))
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response["Server-Timing"] = f'search;desc="{results.engine}";dur={results.milliseconds:.1f}'
    return response


def _entry(hit: Hit, query: Query, request: HttpRequest) -> dict[str, Any]:
    language = hit.language_for(query.language)
    words = hit.words[language]
    return {
        "title": text(words["title"]),
        "link": request.build_absolute_uri(words["url"]),
        "description": escape(text(words["summary"])),  # Atom's generator says that it is HTML
        "unique_id": hit.key.urn,  # the same when its title, its URL or its language changes
        "pubdate": hit.sorted_at,
        "updateddate": hit.sorted_at,
        "language": language_tag(language),
    }
