"""Where the home page leads."""

from django.http import HttpRequest

from cms.base.delivery.urls import url_of
from home.navigation import navigation
from home.news.index_page import NewsIndexPage
from home.pages.home_page import HomePage
from practices.models import PracticeIndexPage


class FrontPage:
    """The URLs of the repository and of the news; each empty if visitors cannot see that page."""

    def __init__(self, page: HomePage, request: HttpRequest) -> None:
        below = navigation(request, page).below_home
        urls = {child.specific_class: url_of(child, request) for child in below}
        self.search_url = urls.get(PracticeIndexPage, "")
        self.news_url = urls.get(NewsIndexPage, "")
