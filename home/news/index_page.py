from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from cms.base.display.pagination import pagination_of
from cms.base.models import BasePage
from home.news.listing import news_below

NEWS_PER_PAGE = 10


class NewsIndexPage(BasePage):
    """All news, newest first: in one language, and what is not translated into it in another."""

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
        shown = Paginator(news_below(self, request), NEWS_PER_PAGE).get_page(request.GET.get("page"))
        context["news"] = shown
        context["pagination"] = pagination_of(shown)
        return context
