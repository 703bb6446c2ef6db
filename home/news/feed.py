"""The news as an Atom feed: each item once, in the language of the feed or else in another."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape

from cms.base.delivery.sites import settings_for
from cms.base.delivery.urls import full_url_of
from cms.base.display.atom import AtomInLanguages
from cms.base.i18n.language_codes import language_tag
from cms.base.text import storable
from home.news.listing import news_below
from home.news.news_page import NewsPage
from practices.models import Concept

MAX_ITEMS = 30


class NewsFeed(Feed):
    feed_type = AtomInLanguages

    def __init__(self, index: Any, request: HttpRequest, topic: Concept | None) -> None:
        self.index, self.request, self.topic = index, request, topic
        self.site_name = settings_for(request).name
        self.language = language_tag(index.locale.language_code)

    @property
    def path(self) -> str:
        """The path of the list that the feed follows, below the index."""
        return f"topic/{self.topic.slug}/" if self.topic else ""

    def title(self) -> str:
        title = f"{self.site_name}: {self.index.title}"
        return storable(f"{title}: {self.topic.label()}" if self.topic else title)

    def link(self) -> str:
        return full_url_of(self.index, self.request) + self.path

    def feed_url(self) -> str:
        return f"{self.link()}feed/"

    def subtitle(self) -> str:
        return storable(self.index.introduction)

    def author_name(self) -> str:
        return storable(self.site_name)

    def items(self) -> list[NewsPage]:
        news = news_below(self.index, self.request)
        return list((news.filter(topics=self.topic) if self.topic else news)[:MAX_ITEMS])

    def item_title(self, item: NewsPage) -> str:
        return storable(item.title)

    def item_description(self, item: NewsPage) -> str:
        return escape(storable(item.summary))  # Django's Atom generator marks it as HTML

    def item_link(self, item: NewsPage) -> str:
        return full_url_of(item, self.request)

    def item_guid(self, item: NewsPage) -> str:
        """Independent of title, URL and language."""
        return item.translation_key.urn

    def item_pubdate(self, item: NewsPage) -> Any:
        return item.listing_date

    def item_updateddate(self, item: NewsPage) -> Any:
        return max(filter(None, (item.listing_date, item.last_published_at)))

    def item_extra_kwargs(self, item: NewsPage) -> dict[str, Any]:
        return {"language": language_tag(item.locale.language_code)}


def feed_of(index: Any, request: HttpRequest, topic: Concept | None = None) -> HttpResponse:
    """The newest news below `index`, or those about `topic`."""
    return NewsFeed(index, request, topic)(request)
