from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from cms.base.display.pagination import pagination_of
from cms.base.models import BasePage
from home.meetings.listing import coming_first, meetings_below

MEETINGS_PER_PAGE = 20


class MeetingIndexPage(BasePage):
    """All meetings: those to come, the next one first, and those that have been, the last one first."""

    template = "pages/meeting_index_page.html"
    searchable = False
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    override_translatable_fields = [*BasePage.base_translatable_fields, TranslatableField("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.MeetingPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("index of meetings")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        meetings = coming_first(meetings_below(self, request))
        shown = Paginator(meetings, MEETINGS_PER_PAGE).get_page(request.GET.get("page"))
        context["coming"] = [meeting for meeting in shown if not meeting.is_past]
        context["past"] = [meeting for meeting in shown if meeting.is_past]
        context["pagination"] = pagination_of(shown)
        return context
