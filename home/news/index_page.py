from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from cms.base.display.pagination import pagination_of
from cms.base.display.part import Part
from cms.base.models import IndexPage
from home.news.archive import archive_of, topic_with_slug
from home.news.feed import feed_of
from home.news.listing import news_below
from home.news.news_page import NewsQuerySet

NEWS_PER_PAGE = 10


class NewsIndexPage(RoutablePageMixin, IndexPage):
    """All news, newest first, in one language; untranslated items in another.

    Below it are the news by year and topic, and feeds, at paths that are the same in every language.
    """

    template = "pages/news_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("news index")

    @path("")
    def everything(self, request: HttpRequest) -> HttpResponse:
        return self._list(request, news_below(self, request))

    @re_path(r"^([12]\d{3})/$")
    def of_year(self, request: HttpRequest, year: str) -> HttpResponse:
        news = news_below(self, request).filter(date__year=int(year))
        if not news.exists():
            raise Http404
        return self._list(request, news, part=Part(f"{year}/", f"{self.title}: {year}"), year=int(year))

    @path("topic/<slug:slug>/")
    def about(self, request: HttpRequest, slug: str) -> HttpResponse:
        topic = topic_with_slug(slug)
        part = Part(f"topic/{topic.slug}/", f"{self.title}: {topic.label()}")
        return self._list(request, news_below(self, request).filter(topics=topic), part=part, topic=topic)

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return feed_of(self, request)

    @path("topic/<slug:slug>/feed/")
    def feed_about(self, request: HttpRequest, slug: str) -> HttpResponse:
        return feed_of(self, request, topic_with_slug(slug))

    def _list(self, request: HttpRequest, news: NewsQuerySet, **context: Any) -> HttpResponse:
        shown = Paginator(news, NEWS_PER_PAGE).get_page(request.GET.get("page"))
        archive = archive_of(self, request)
        overrides = {"news": shown, "pagination": pagination_of(shown), "archive": archive, **context}
        return self.render(request, context_overrides=overrides)
