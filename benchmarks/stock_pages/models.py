"""Pages as in Wagtail's tutorial: a StreamField each, lists of children, many-to-many facts."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

BLOCKS = [("heading", CharBlock()), ("paragraph", RichTextBlock())]


class Term(models.Model):
    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class Article(Page):
    """The fields that all pages have."""

    summary = models.TextField(blank=True)
    body = StreamField(BLOCKS, blank=True)
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        abstract = True


class StandardPage(Article):
    template = "stock_pages/article.html"


class NewsPage(Article):
    template = "stock_pages/article.html"


class ListPage(Article):
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        children = self.get_children().live().order_by("-first_published_at").specific()
        return {**super().get_context(request, *args, **kwargs), "children": children}

    class Meta:
        abstract = True


class NewsIndexPage(ListPage):
    template = "stock_pages/list.html"


class PracticeIndexPage(ListPage):
    template = "stock_pages/list.html"


class PartnerPage(ListPage):
    template = "stock_pages/list.html"


class MeetingIndexPage(ListPage):
    template = "stock_pages/list.html"


class MeetingPage(Article):
    template = "stock_pages/article.html"


class NewsletterIndexPage(ListPage):
    template = "stock_pages/list.html"


class NewsletterPage(Article):
    template = "stock_pages/article.html"


class TimelinePage(Article):
    template = "stock_pages/article.html"


class PracticePage(Article):
    template = "stock_pages/practice.html"
    countries = ParentalManyToManyField(Term, related_name="+")
    target_groups = ParentalManyToManyField(Term, related_name="+")
    skill_types = ParentalManyToManyField(Term, related_name="+")
    methods = ParentalManyToManyField(Term, related_name="+")


class HomePage(Article):
    template = "stock_pages/home.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        newest = {
            name: model.objects.live().descendant_of(self).order_by("-first_published_at")
            for name, model in {"news": NewsPage, "practices": PracticePage, "partners": PartnerPage}.items()
        }
        shown = {"news": newest["news"][:3], "practices": newest["practices"][:4], "partners": newest["partners"]}
        return {**super().get_context(request, *args, **kwargs), **shown}
