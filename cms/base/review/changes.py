"""Pages that a reviewer has sent back with a comment: Wagtail's state "needs changes"."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState


def reviews_of_pages(*statuses: str) -> QuerySet[WorkflowState]:
    """Those in one of `statuses`, of pages of every kind; `object_id` is the page's id as text."""
    content_type = ContentType.objects.get_for_model(Page)
    return WorkflowState.objects.filter(base_content_type=content_type, status__in=statuses)


def changes_requested_of(page: Page) -> TaskState | None:
    """The review that sent `page` back, until it is resubmitted, with `finished_by`, the time and `comment`."""
    state = page.current_workflow_state
    return state.current_task_state if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES else None


def step_before(task_state: TaskState) -> TaskState | None:
    """The task state that was decided before `task_state` began."""
    earlier = task_state.workflow_state.task_states.filter(pk__lt=task_state.pk)
    return earlier.exclude(status=TaskState.STATUS_SKIPPED).order_by("-pk").first()


@dataclass(frozen=True)
class SentAgain:
    """For mails: a page comes back to those who asked for changes. The texts are in the recipient's language."""

    round: int
    asked: Any
    changed: Any  # the names of the fields that differ


def round_of(task_state: TaskState) -> int:
    """How many times the page has been at this step, including this time."""
    return task_state.workflow_state.task_states.filter(task=task_state.task_id, pk__lte=task_state.pk).count()


def sent_back(pages: QuerySet[Page]) -> list[tuple[Page, TaskState]]:
    """Those of `pages` whose reviewer requested changes, each with that review, latest first. Two queries."""
    states = (
        reviews_of_pages(WorkflowState.STATUS_NEEDS_CHANGES)
        .filter(object_id__in=pages.order_by().values(key=Cast("pk", CharField())))
        .select_related("current_task_state__finished_by")
        .order_by("-current_task_state__finished_at")
    )
    reviews = {int(state.object_id): state.current_task_state for state in states}
    found = Page.objects.filter(pk__in=reviews).select_related("locale").in_bulk() if reviews else {}
    return [(found[pk], review) for pk, review in reviews.items() if pk in found]


def who_and_when(review: TaskState) -> str:
    """ "Changes requested by Ona Onaitė on 3 May 2021." """
    date = date_format(localtime(review.finished_at), "DATE_FORMAT")
    if reviewer := review.finished_by:
        who = get_user_display_name(reviewer)
        return _("Changes requested by %(who)s on %(date)s.") % {"who": who, "date": date}
    return _("Changes requested on %(date)s.") % {"date": date}
