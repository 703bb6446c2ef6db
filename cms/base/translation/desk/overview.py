"""A coordinator's overview: the progress of each language, by kind."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component

from cms.base.access.roles import is_coordinator
from cms.base.translation.desk.access import visible_items
from cms.base.translation.desk.counting import by_kind, by_language
from cms.base.translation.desk.rows import rows
from cms.base.translation.desk.state import State
from cms.base.translation.review.reviewing import waiting_for_review_by


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    if not is_coordinator(request.user):
        raise PermissionDenied
    items = visible_items(request.user)
    kinds = by_kind(items)
    context = {
        "languages": [(code, each, kinds.get(code, [])) for code, each in by_language(items).items()],
        "states": [state.label for state in State],
    }
    return render(request, "base/admin/desk/overview.html", context)


class TranslationsPanel(Component):
    """On a coordinator's dashboard: a summary of the languages, with links to the rest."""

    order = 105
    template_name = "base/admin/desk/overview_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        items = visible_items(user)
        return {
            "languages": list(by_language(items).values()),
            "reviews": rows(waiting_for_review_by(user, items)),
        }


def add_translations_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    if is_coordinator(request.user):
        panels.append(TranslationsPanel())
