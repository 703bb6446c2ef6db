"""On the first screen of the admin: the pages that others share with somebody."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.base.people.shares import shared_keys


class SharedPanel(Component):
    order = 150
    template_name = "base/admin/shared_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        keys = shared_keys(parent_context["request"].user)
        return {"pages": Page.objects.filter(translation_key__in=keys, alias_of=None).select_related("locale")}


def add_shared_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    if shared_keys(request.user):
        panels.append(SharedPanel())
