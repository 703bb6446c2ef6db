"""Lists of news: each item once, in the language of the list, else in the first of the site's that it has."""

from typing import Any

from django.http import HttpRequest

from cms.base.delivery.language_fallback import reading_order
from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.tree import rows_in_best_language, tree_of
from home.news.news_page import NewsPage, NewsQuerySet


def news_below(page: Any, request: HttpRequest) -> NewsQuerySet:
    """The news below `page`, or below a translation of it, newest first. An alias has no text of its own."""
    sections = [section.path for section in related_pages_of(page).in_all_languages]
    news = tree_of(request).of_class(NewsPage, sections)
    shown = rows_in_best_language(news, reading_order(page.locale.language_code, request))
    return NewsPage.objects.filter(pk__in=[each.pk for each in shown]).latest_first()
