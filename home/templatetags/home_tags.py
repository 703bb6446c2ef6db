"""Template tags for the home page and for news."""

from typing import Any
from uuid import UUID

from django import template

from cms.base.caching.as_of_clock import MadeByCallers
from cms.base.delivery.urls import url_of
from cms.base.display.cards import Card
from cms.base.languages import active_language
from home.navigation import navigation
from home.news.byline import Byline, byline_of
from home.news.index_page import NewsIndexPage
from home.news.news_page import NewsPage
from home.pages.front_page import FrontPage
from practices.facts import load_concepts

register = template.Library()
_bylines: MadeByCallers[Byline] = MadeByCallers()


@register.simple_tag(takes_context=True)
def front_page(context: dict[str, Any]) -> FrontPage:
    """Where the home page shown leads."""
    return FrontPage(context["page"], context["request"])


@register.simple_tag(takes_context=True)
def byline(context: dict[str, Any], page: NewsPage, cards: dict[UUID, Card], partners: list[Card]) -> Byline:
    """The authors of a news item, and other partners it mentions; `cards` are those of all pages it mentions."""
    key = (page.pk, active_language())
    return _bylines.get(context.get("request"), *key, make=lambda: byline_of(page, cards, partners))


@register.simple_tag(takes_context=True)
def topic_links(context: dict[str, Any], page: NewsPage) -> list[tuple[str, str]]:
    """The label of each topic of `page`, and the URL of its list."""
    load_concepts([page], "topics")
    index = news_index_url(context)
    return [(topic.label(), f"{index}topic/{topic.slug}/") for topic in page.topics.all()] if index else []


@register.simple_tag(takes_context=True)
def news_index_url(context: dict[str, Any]) -> str:
    """The URL of the news in the language of the page shown; empty if visitors cannot see them."""
    request = context.get("request")
    below = navigation(request, context.get("page")).below_home if request else []
    return next((url_of(page, request) for page in below if page.specific_class is NewsIndexPage), "")
