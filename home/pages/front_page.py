"""What the home page shows besides its own texts."""

from functools import cached_property

from django.http import HttpRequest
from wagtail.query import PageQuerySet

from cms.base.delivery.language_fallback import reading_order
from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.urls import url_of
from cms.base.display.cards import Card
from home.navigation import navigation
from home.news.index_page import NewsIndexPage
from home.news.listing import news_below
from home.pages.home_page import HomePage
from practices.models import PartnerPage, PracticeIndexPage
from practices.partners.listing import partners_below
from practices.repository.cards import latest_practices

LATEST_NEWS = 3
LATEST_PRACTICES = 4


class FrontPage:
    def __init__(self, page: HomePage, request: HttpRequest) -> None:
        self.page, self.request = page, request
        below = navigation(request, page).below_home
        urls = {child.specific_class: url_of(child, request) for child in below}
        self.search_url = urls.get(PracticeIndexPage, "")
        self.news_url = urls.get(NewsIndexPage, "")

    @cached_property
    def latest_news(self) -> PageQuerySet:
        return news_below(self.page, self.request)[:LATEST_NEWS]

    @cached_property
    def latest_practices(self) -> list[Card]:
        return latest_practices(
            reading_order(self.page.locale.language_code, self.request), LATEST_PRACTICES, self.request
        )

    @cached_property
    def partners(self) -> list[PartnerPage]:
        """Each once: those in the language of the page first, then those that it lacks."""
        languages = reading_order(self.page.locale.language_code, self.request)
        homes = related_pages_of(self.page).in_all_languages
        found = partners_below(homes, languages, self.request)
        return sorted(found, key=lambda page: (languages.index(page.locale.language_code), page.path))
