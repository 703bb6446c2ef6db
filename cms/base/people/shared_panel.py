"""On the admin dashboard: the pages that others share with the user."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.base.access.shares import shared_keys


class SharedPanel(Component):
    order = 150
    template_name = "base/admin/shared_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """A page in many languages is listed once: the original has the lowest number."""
        keys = shared_keys(parent_context["request"].user)
        pages = Page.objects.filter(translation_key__in=keys, alias_of=None).select_related("locale").order_by("-pk")
        return {"pages": {page.translation_key: page for page in pages}.values()}


def add_shared_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    if shared_keys(request.user):
        panels.append(SharedPanel())
