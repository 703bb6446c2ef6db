"""On a coordinator's dashboard: the undecided suggestions."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from practices.curation.desk import desk_of
from practices.suggestions.model import Suggestion

SHOWN = 5


class SuggestionsPanel(Component):
    """Oldest first. Hidden if there are none."""

    order = 95
    template_name = "practices/admin/suggestions/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        found = list(Suggestion.new().order_by("created", "pk")[: SHOWN + 1])
        return {
            "suggestions": found[:SHOWN],
            "total": Suggestion.new().count() if len(found) > SHOWN else len(found),
            "all_url": f"{reverse('suggestions')}?state={Suggestion.State.NEW}",
        }


def add_suggestions_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    if desk_of(request).sees_all:
        panels.append(SuggestionsPanel())
