from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from cms.base.models import BasePage


class PracticeIndexPage(BasePage):
    """The root of the repository. The search app supplies the results; this app does not depend on it."""

    searchable = False
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    override_translatable_fields = [*BasePage.base_translatable_fields, TranslatableField("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PartnerPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("practice index")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The response of the view that the search app registers with a hook."""
        [show] = hooks.get_hooks("show_practice_index")
        return show(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)
