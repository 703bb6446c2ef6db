from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from cms.base.models import BasePage


class PracticeIndexPage(BasePage):
    """The root of the repository. Its results are supplied from outside: this room does not know search."""

    template = "pages/practice_search.html"
    searchable = False
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    override_translatable_fields = [*BasePage.base_translatable_fields, TranslatableField("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PartnerPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("practice index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["partners"] = self.get_children().live().public().specific()
        return context
