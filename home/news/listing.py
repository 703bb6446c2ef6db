"""Lists of news: each item once, in the language of the list, else in the first of the site's that it has."""

from typing import Any

from django.http import HttpRequest

from cms.base.delivery.language_fallback import in_best_language, reading_order
from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.visibility import visible
from cms.base.models.originals import at_or_below
from home.news.news_page import NewsPage, NewsQuerySet


def news_below(page: Any, request: HttpRequest) -> NewsQuerySet:
    """The news below `page`, or below a translation of it, newest first. An alias has no text of its own."""
    sections = related_pages_of(page).in_all_languages
    news = visible(NewsPage.objects.filter(at_or_below(sections), alias_of=None))
    return in_best_language(news, reading_order(page.locale.language_code, request)).latest_first()
