from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.base.blocks import BodyBlock
from cms.base.models import BasePage
from cms.base.pagination import pagination
from cms.base.visibility import visible
from home.structured_data import news_article

NEWS_PER_PAGE = 10


class NewsIndexPage(BasePage):
    """All news of one language, newest first."""

    template = "pages/news_index_page.html"
    searchable = False
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    override_translatable_fields = [*BasePage.base_translatable_fields, TranslatableField("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        news = visible(NewsPage.objects.child_of(self)).latest_first()
        shown = Paginator(news, NEWS_PER_PAGE).get_page(request.GET.get("page"))
        context["news"] = shown
        context["pagination"] = pagination(shown.number, shown.paginator.num_pages, lambda number: f"?page={number}")
        return context


class NewsQuerySet(PageQuerySet):
    def latest_first(self) -> "NewsQuerySet":
        return self.select_related("image").order_by("-date", "-pk")


class NewsPage(BasePage):
    """A news item, for instance a report of a meeting."""

    template = "pages/news_page.html"
    kind = "news"
    body_fields = ("body",)
    shown_with = ("image",)

    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.TextField(
        _("summary"), help_text=_("What happened, in two or three sentences. Shown in lists and search results.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    image = models.ForeignKey(
        "base.SiteImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    is_demo = models.BooleanField(_("demonstration text"), default=False)

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("is_demo", permission="superuser"),
    ]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        SynchronizedField("date", overridable=False),
        TranslatableField("summary"),
        TranslatableField("body"),
        SynchronizedField("image"),
        TranslatableField("image_alt"),
        SynchronizedField("is_demo", overridable=False),
    ]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news item")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["structured_data"] = news_article(self, request)
        return context
