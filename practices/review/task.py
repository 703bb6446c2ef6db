"""The workflow task in which a colleague from another partner reviews a practice.

It belongs to the coordinators until a reviewer is assigned, and again if that person's account or group is deleted.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState, WorkflowState
from wagtail.signals import task_submitted

from cms.base.access.roles import is_coordinator
from practices.repository.practice import PracticePage
from practices.review.reviewers import may_review, next_in_turn, partners_of, possible_reviewers
from practices.review.settings import ReviewSettings


class PartnerReviewState(TaskState):
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_reviews",
    )
    assigned_at = models.DateTimeField(null=True, blank=True)

    @property
    def page(self) -> PracticePage:
        return self.workflow_state.content_object.specific

    @property
    def is_open(self) -> bool:
        return self.status == self.STATUS_IN_PROGRESS

    def assign(self, user: Any) -> None:
        """Assigns a reviewer; None gives it back to the coordinators."""
        self.reviewer, self.assigned_at = user, timezone.now() if user else None
        self.save(update_fields=["reviewer", "assigned_at"])

    def is_reviewer(self, user: Any) -> bool:
        """Whether the review is assigned to `user`, who may still write it."""
        return self.is_open and self.reviewer_id == user.pk and may_review(user, self.workflow_state)


class PartnerReviewTask(Task):
    """Reviewers can only read the page, not change it."""

    task_state_class = PartnerReviewState
    gives_only_reading = True  # `cms.base.access.permissions`

    class Meta:
        verbose_name = _("review by a colleague of another partner")
        verbose_name_plural = _("reviews by colleagues of other partners")

    @classmethod
    def get_description(cls) -> Any:
        return _("A colleague of another partner, whom the coordinators choose, reviews the practice")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> PartnerReviewState:
        """Skipped if the site does not use it, and for other pages. Resubmitted practices keep their reviewer."""
        page = workflow_state.content_object.specific
        state = PartnerReviewState(task=self, workflow_state=workflow_state, revision=page.get_latest_revision())
        if not is_asked_for(page, workflow_state):
            state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
            state.save()
            return state
        state.reviewer = _same_reviewer(workflow_state)
        if state.reviewer is None and ReviewSettings.of_page(page).in_turn:
            state.reviewer = next_in_turn(workflow_state)
        state.assigned_at = timezone.now() if state.reviewer else None
        state.save()
        task_submitted.send(sender=PartnerReviewState, instance=state, user=user)
        return state

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        state = open_state_of(obj)
        return state is not None and (is_coordinator(user) or state.is_reviewer(user))

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return not is_coordinator(user)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, Any, bool]]:
        state = open_state_of(obj)
        if state is None:
            return []
        found: list[tuple[str, Any, bool]] = []
        if state.is_reviewer(user):
            found.append(("review", _("Write the review"), False))
        if is_coordinator(user):
            found.append(("assign", _("Assign another reviewer") if state.reviewer else _("Assign a reviewer"), False))
            found.append(("approve", _("Go on without this review"), False))
        return found

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Redirects two of the actions to their own pages."""
        names = {"assign": "assign_reviewer", "review": "write_review"}
        if action_name in names:
            return reverse(names[action_name], args=[task_state.workflow_state.object_id])
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet:
        """The task states that wait for `user`, for "Awaiting your review" on the dashboard."""
        return TaskState.objects.filter(pk__in=waiting_for(user).filter(task=self).values("pk"))


def open_state_of(page: Page) -> PartnerReviewState | None:
    """The review that `page` is waiting for now."""
    state = page.current_workflow_task_state
    return state if isinstance(state, PartnerReviewState) and state.is_open else None


def is_asked_for(page: Page, workflow_state: WorkflowState) -> bool:
    is_practice = isinstance(page, PracticePage) and not page.is_translation
    return is_practice and ReviewSettings.of_page(page).by_partner and possible_reviewers(workflow_state).exists()


def waiting_for(user: Any) -> models.QuerySet[PartnerReviewState]:
    """The reviews that `user` has to write or assign, longest waiting first."""
    # Excludes former members: they stay assigned until the worker gives the review back.
    is_mine = models.Q(models.Exists(partners_of(user)), reviewer=user)
    if is_coordinator(user):
        is_mine |= models.Q(reviewer=None)
    states = PartnerReviewState.objects.filter(is_mine, status=TaskState.STATUS_IN_PROGRESS)
    return states.order_by("started_at", "pk")


def _same_reviewer(workflow_state: WorkflowState) -> Any:
    before = PartnerReviewState.objects.filter(workflow_state=workflow_state, reviewer__isnull=False)
    state = before.select_related("reviewer").order_by("-pk").first()
    return state.reviewer if state and may_review(state.reviewer, workflow_state) else None
