"""Approving a page resolves the reviewer's own comments on it, since they are satisfied with the answers.

The comments stay in the page's history, like all resolved comments.
"""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Comment, Page, TaskState
from wagtail.signals import task_approved


def resolve(comments: QuerySet[Comment], page: Page, by: Any) -> None:
    """Resolves those of `comments` that are open."""
    for comment in comments.filter(page=page.pk, resolved_at=None):
        comment.resolved_at, comment.resolved_by = timezone.now(), by
        comment.save()
        comment.log_resolve(page_revision=page.latest_revision, user=by)


@receiver(task_approved, sender=TaskState)
def settle_own(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    page = instance.workflow_state.content_object
    if user and isinstance(page, Page):
        resolve(Comment.objects.filter(user=user), page, user)
