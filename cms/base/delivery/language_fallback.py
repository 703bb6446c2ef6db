"""Readers who are sent to a page in another language because it is not translated into theirs.

The link passes their language in a parameter, so that the page can say so and link back. It is stored in no cookie and
appears in none of the page's own URLs (canonical, hreflang).
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.languages import active_language, content_languages

PARAMETER = "reader"


@dataclass(frozen=True)
class Reader:
    language: str  # code
    back_title: str  # the page's section, in the reader's language; empty: the home page
    back_url: str


def with_fallback_language(url: str, language: str) -> str:
    """`url`, of a page in `language`, as a link for readers of the active language."""
    reader_language = active_language()
    return url if language == reader_language else f"{url}?{urlencode({PARAMETER: reader_language})}"


def reader_of(page: Any, request: HttpRequest) -> Reader | None:
    """The reader who was sent to `page` from another language, if it is still not translated into that language."""
    code = request.GET.get(PARAMETER, "")
    if code not in dict(content_languages()) or code == page.locale.language_code or not page.pk:
        return None
    related = related_pages_of(page)
    if code in related.translations:
        return None
    groups = {each.group for each in related.above[1:2]}  # below the home page
    sections = [p for p in related.pages if p.group in groups and p.language == code]
    section = next((p for p in sections if p.live and not p.is_private), None)
    return Reader(code, section.title, url_of(section, request)) if section else Reader(code, "", f"/{code}/")
