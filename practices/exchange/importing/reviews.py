"""The reviews that an import requested: undoing it cancels them unless somebody has begun reviewing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.models import TaskState, WorkflowState

from cms.base.access.roles import is_coordinator
from cms.base.review.changes import reviews_of_pages
from practices.exchange.importing.model import Import, ImportedPage
from practices.review.review import PracticeReview

UNBEGUN = (TaskState.STATUS_IN_PROGRESS, TaskState.STATUS_SKIPPED)


def reviews_to_cancel(run: Import, rows: Sequence[ImportedPage], user: Any) -> dict[int, WorkflowState]:
    """The reviews by page id of `rows`. Unless `user` is None, only those that Wagtail lets them cancel."""
    if not (user is None or user.pk == run.user_id or is_coordinator(user)):
        return {}
    states = reviews_of_pages(WorkflowState.STATUS_IN_PROGRESS).filter(
        ~Exists(TaskState.objects.filter(workflow_state=OuterRef("pk")).exclude(status__in=UNBEGUN)),
        ~Exists(PracticeReview.objects.filter(task_state__workflow_state=OuterRef("pk"))),
        object_id__in=[str(row.page_id) for row in rows if row.is_submitted],
        requested_by=run.user_id,
    )
    return {int(state.object_id): state for state in states.select_related("current_task_state__task", "workflow")}
