"""On a partner editor's dashboard: one-click links to propose news and meetings, in the admin language."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.meetings.index_page import MeetingIndexPage
from home.news.index_page import NewsIndexPage
from practices.curation.desk import Desk, desk_of


class ProposalsPanel(Component):
    order = 105  # below the practices
    template_name = "home/admin/proposals_panel.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        kinds = [
            (_("Propose news"), NewsIndexPage, "newspage"),
            (_("Propose a meeting"), MeetingIndexPage, "meetingpage"),
        ]
        found = [(label, self._index(model), kind) for label, model, kind in kinds]
        return {
            "links": [
                (label, reverse("wagtailadmin_pages:add", args=["home", kind, index.pk]))
                for label, index, kind in found
                if index and index.permissions_for_user(self.desk.user).can_add_subpage()
            ]
        }

    def _index(self, model: type[Page]) -> Any:
        """The index in the admin language, or else in the first one available."""
        indexes = {page.locale.language_code: page for page in model.objects.select_related("locale").order_by("-pk")}
        return indexes.get(self.desk.language) or next(reversed(indexes.values()), None)


@hooks.register("construct_homepage_panels")
def add_proposals_panel(request: HttpRequest, panels: list[Component]) -> None:
    desk = desk_of(request)
    if desk.partners:
        panels.append(ProposalsPanel(desk))
