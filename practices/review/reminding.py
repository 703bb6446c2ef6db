"""Reminds people of practices that wait for them, after some days and then weekly, and partners of review dates.

Also gives reviews back to the coordinators if the reviewer may no longer review.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState

from cms.base.people.notices.digest import tell
from cms.base.people.notices.together import held_until_told
from cms.base.signals import worker_run
from practices.repository.practice import PracticePage
from practices.review.mails import ask_for_reviewer, coordinators, send_mail
from practices.review.reminder import Reminder
from practices.review.reviewers import may_review
from practices.review.settings import ReviewSettings
from practices.review.task import PartnerReviewState

AGAIN = timedelta(days=7)
REMINDERS = "reminders"
FORGOTTEN = timedelta(days=400)  # an older reminder concerns something that is over


@receiver(worker_run)
def remind(**kwargs: Any) -> None:
    """One mail per person, including reminders that an interrupted run recorded but did not send."""
    with held_until_told(REMINDERS):
        _remind_of_all()
    tell(REMINDERS)
    Reminder.objects.filter(sent_at__lt=timezone.now() - FORGOTTEN).delete()


def _remind_of_all() -> None:
    return_lost_reviews()
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    for state in states.select_related("workflow_state").specific():
        _remind_of_review(state)
    sent_back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    for workflow_state in sent_back.select_related("current_task_state", "requested_by"):
        if (page := _practice(workflow_state)) and (requested_by := workflow_state.requested_by):
            since = workflow_state.current_task_state.finished_at
            _remind(f"changes-{workflow_state.current_task_state_id}", since, page, [requested_by], "reminder_changes")
    _remind_of_review_dates()


def return_lost_reviews() -> None:
    assigned = PartnerReviewState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, reviewer__isnull=False)
    for state in assigned.select_related("reviewer", "workflow_state"):
        if not may_review(state.reviewer, state.workflow_state):
            give_back(state)
    # Reviews whose reviewer's account was deleted.
    for state in PartnerReviewState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, reviewer=None, assigned_at__isnull=False
    ):
        give_back(state)


@transaction.atomic
def give_back(state: PartnerReviewState) -> None:
    """Gives it back, unless another worker has done so in the meantime."""
    same = PartnerReviewState.objects.filter(reviewer=state.reviewer_id, assigned_at=state.assigned_at)
    if same.select_for_update().filter(pk=state.pk).first():
        state.assign(None)
        ask_for_reviewer(state, None)


def _remind_of_review(state: TaskState) -> None:
    page = _practice(state.workflow_state)
    if page is None:
        return
    if isinstance(state, PartnerReviewState):
        if state.reviewer:
            since = state.assigned_at or state.started_at
            url = reverse("write_review", args=[page.pk])
            _remind(f"review-{state.pk}-{state.reviewer_id}", since, page, [state.reviewer], "reminder_review", url)
        else:
            url = reverse("assign_reviewer", args=[page.pk])
            _remind(f"assign-{state.pk}", state.started_at, page, coordinators(), "reminder_assign", url)
    elif isinstance(state.task.specific, GroupApprovalTask):
        groups = state.task.specific.groups.all()
        users = get_user_model()._default_manager.filter(groups__in=groups).distinct()
        _remind(f"approve-{state.pk}", state.started_at, page, users, "reminder_review")


def _practice(workflow_state: WorkflowState) -> PracticePage | None:
    page = workflow_state.content_object
    specific = page.specific if isinstance(page, Page) else None
    return specific if isinstance(specific, PracticePage) else None


def _remind_of_review_dates() -> None:
    due = PracticePage.objects.live().filter(original_page=None, review_date__lte=timezone.localdate())
    for page in due:
        if group := page.partner_page.editors:
            users = group.user_set.filter(is_active=True)
            _once(f"due-{page.pk}-{page.review_date}", None, _mail(users, "practice_due", page))


def _remind(about: str, since: datetime, page: PracticePage, users: Iterable[Any], name: str, url: str = "") -> None:
    days = ReviewSettings.of_page(page).remind_after
    if days and since < timezone.now() - timedelta(days=days):
        _once(about, AGAIN, _mail(users, name, page, url, since=since))


def _mail(users: Iterable[Any], name: str, page: PracticePage, url: str = "", **context: Any) -> Callable[[], None]:
    url = url or reverse("wagtailadmin_pages:edit", args=[page.pk])
    return lambda: send_mail(users, name, page, url, **context)


@transaction.atomic
def _once(about: str, again: timedelta | None, send: Callable[[], None]) -> None:
    """Sends it unless it was sent before or, with `again`, within that time."""
    now = timezone.now()
    before = Reminder.objects.filter(about=about).first()
    if before and (again is None or before.sent_at > now - again):
        return
    # Another worker may be about to send the same: the database lets only one of them record it.
    if before:
        is_ours = Reminder.objects.filter(pk=before.pk, sent_at=before.sent_at).update(sent_at=now) > 0
    else:
        _noted, is_ours = Reminder.objects.get_or_create(about=about, defaults={"sent_at": now})
    if is_ours:
        send()
