"""What readers say has helped them. Partners see the numbers of their practices in the list, so they get no panel."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.base.feedback.counting import lately
from practices.curation.desk import Desk, desk_of
from practices.repository.practice import PracticePage

SHOWN = 10


class HelpedPanel(Component):
    """The pages that helped the most readers, each in the language that they read it in."""

    order = 130
    template_name = "practices/admin/helped_panel.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        counts = lately().filter(page__live=True)
        if not self.desk.sees_all:
            mine = self.desk.pages().not_type(PracticePage).order_by()
            counts = counts.filter(page__in=mine.values("pk"))
        most = list(counts.values_list("page").annotate(readers=Sum("count")).order_by("-readers", "page")[:SHOWN])
        pages = Page.objects.select_related("locale").in_bulk([pk for pk, _readers in most])
        return {"pages": [(pages[pk], readers) for pk, readers in most]}


def add_helped_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    desk = desk_of(request)
    if desk.edits:
        panels.append(HelpedPanel(desk))
