"""What waits for the user's review, and what they submitted for review other than practices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.models import Page, TaskState

from practices.curation.rows import partner_names
from practices.repository.practice import PracticePage
from practices.review.task import PartnerReviewState

SHOWN = 10


@dataclass(frozen=True)
class Waiting:
    page: Page
    partner: str
    sender: str
    since: datetime
    url: str
    action: str = ""  # what to do at `action_url`
    action_url: str = ""


class WaitingPanel(Component):
    """Oldest first. Wagtail's panel shows all, with several queries each."""

    order = 90
    template_name = "practices/admin/waiting_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        states = TaskState.objects.reviewable_by(request.user).filter(
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page)
        )
        numbers = states.order_by("started_at").annotate(of_page=Cast("workflow_state__object_id", IntegerField()))
        found = list(numbers.select_related("workflow_state__requested_by")[:SHOWN])
        pages = Page.objects.select_related("locale").in_bulk([state.of_page for state in found])
        partners = partner_names(pages.values())
        actions = actions_of(found, request.user)
        return {
            "request": request,
            "waiting": [
                Waiting(
                    page=pages[state.of_page],
                    partner=partners.get(pages[state.of_page].path[: -Page.steplen], ""),
                    sender=get_user_display_name(state.workflow_state.requested_by),
                    since=state.started_at,
                    url=reverse("wagtailadmin_pages:edit", args=[state.of_page]),
                    **actions.get(state.pk, {}),
                )
                for state in found
                if state.of_page in pages
            ],
            "total": states.count(),
            "all_url": f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true",
        }


def actions_of(states: list[TaskState], user: Any) -> dict[int, dict[str, str]]:
    """What `user` has to do in peer reviews: write one, or assign a reviewer. One query."""
    found: dict[int, dict[str, str]] = {}
    by_page = {state.pk: state.of_page for state in states}
    for state in PartnerReviewState.objects.filter(pk__in=by_page):
        if state.reviewer_id == user.pk:
            name, action = "write_review", gettext("Write the review")
        elif state.reviewer_id is None:
            name, action = "assign_reviewer", gettext("Assign a reviewer")
        else:
            continue
        found[state.pk] = {"action": action, "action_url": reverse(name, args=[by_page[state.pk]])}
    return found


class OthersInReviewPanel(UserObjectsInWorkflowModerationPanel):
    """Wagtail's panel without the practices, which have their own."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        kind = ContentType.objects.get_for_model(PracticePage).pk
        context["workflow_states"] = [state for state in context["workflow_states"] if state.content_type_id != kind]
        return context


def replace_panels(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`: replaces Wagtail's panels with ours."""
    ours = {WorkflowObjectsToModeratePanel: WaitingPanel, UserObjectsInWorkflowModerationPanel: OthersInReviewPanel}
    panels[:] = [ours[type(panel)]() if type(panel) in ours else panel for panel in panels]
