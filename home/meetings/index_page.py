from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.base.display.pagination import pagination_of
from cms.base.models import IndexPage
from home.meetings.listing import coming_first, meetings_below

MEETINGS_PER_PAGE = 20


class MeetingIndexPage(IndexPage):
    """All meetings: upcoming ones, next one first, then past ones, latest first."""

    template = "pages/meeting_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.MeetingPage"]

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
