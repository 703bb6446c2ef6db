"""Shows readers a page in another language if it is not translated into theirs.

Which language does not depend on the visitor: it is the first of the site's languages that has the page. Links to it
pass the reader's language in a parameter, so that the page can say so and link back. It is stored in no cookie and
appears in none of the page's own URLs (canonical, hreflang) nor in links to pages that are in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Case, Exists, OuterRef, Value, When
from django.http import HttpRequest
from wagtail.query import PageQuerySet

from cms.base.delivery.offered import offered_languages
from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.languages import active_language

Pages = TypeVar("Pages", bound=PageQuerySet)
PARAMETER = "reader"


@dataclass(frozen=True)
class Reader:
    language: str  # code
    back_title: str  # the page's section, in the reader's language; empty: the home page
    back_url: str


def with_fallback_language(url: str, language: str, reader: str = "") -> str:
    """`url`, of a page in `language`, as a link for readers of `reader` (default: the active language)."""
    reader = reader or active_language()
    return url if language == reader else f"{url}?{urlencode({PARAMETER: reader})}"


def query_of(request: HttpRequest) -> str:
    """The request's query string without the reader's language, for a link to the page in another language."""
    query = request.META.get("QUERY_STRING", "")
    if PARAMETER in request.GET:
        others = request.GET.copy()
        del others[PARAMETER]
        query = others.urlencode()
    return f"?{query}" if query else ""


def reader_of(page: Any, request: HttpRequest) -> Reader | None:
    """The reader who was sent to `page` from another language, if it is still not translated into that language."""
    code = request.GET.get(PARAMETER, "")
    if not page.pk or code == page.locale.language_code or code not in offered_languages(request):
        return None
    related = related_pages_of(page)
    if code in related.translations:
        return None
    groups = {each.group for each in related.above[1:2]}  # below the home page
    sections = [p for p in related.pages if p.group in groups and p.language == code]
    section = next((p for p in sections if p.live and not p.is_private), None)
    back_title, back_url = (section.title, url_of(section, request)) if section else ("", f"/{code}/")
    return Reader(code, back_title, back_url)


def reading_order(language: str, request: HttpRequest) -> list[str]:
    """The languages in which lists in `language` show pages, in order of preference."""
    return [language, *(code for code in offered_languages(request) if code != language)]


def in_best_language(pages: Pages, languages: Sequence[str]) -> Pages:
    """Each translation group of `pages` once: its page in the first of `languages` that it has."""
    places = [When(locale__language_code=code, then=Value(place)) for place, code in enumerate(languages)]
    ordered = pages.filter(locale__language_code__in=languages).alias(language_order=Case(*places))
    better = ordered.filter(translation_key=OuterRef("translation_key"), language_order__lt=OuterRef("language_order"))
    return ordered.exclude(Exists(better.order_by()))
