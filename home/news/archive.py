"""The years and topics of the news."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from cms.base.caching.as_of_clock import MadeByCallers
from home.news.listing import news_below
from home.news.news_page import NewsPage
from practices.models import Concept


@dataclass(frozen=True)
class Archive:
    years: list[int]  # latest first
    topics: list[Concept]


_archives: MadeByCallers[Archive] = MadeByCallers()


def archive_of(index: Any, request: HttpRequest) -> Archive:
    """The archive of the news below `index`, or below a translation of it. Two queries after a change."""
    return _archives.get(request, index.pk, make=lambda: _archive(index, request))


def _archive(index: Any, request: HttpRequest) -> Archive:
    news = news_below(index, request).order_by()
    years = news.values_list("date__year", flat=True).distinct().order_by("-date__year")
    uses = NewsPage.topics.through.objects.filter(newspage__in=news.values("pk"))
    return Archive(list(years), list(Concept.objects.filter(pk__in=uses.values("concept"))))


def topic_with_slug(slug: str) -> Concept:
    """Raises `Http404` if there is none."""
    if topic := Concept.with_slug(Concept.Scheme.TOPIC, slug):
        return topic
    raise Http404
