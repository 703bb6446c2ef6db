"""Whoever approves a page is content with the answers to what they asked in comments: these are resolved.

The words stay in the history of the page, as those of each comment that somebody resolves.
"""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Comment, Page, TaskState
from wagtail.signals import task_approved


def resolve(comments: QuerySet[Comment], page: Page, by: Any) -> None:
    """Those of `comments` that are open."""
    for comment in comments.filter(page=page.pk, resolved_at=None):
        comment.resolved_at, comment.resolved_by = timezone.now(), by
        comment.save()
        comment.log_resolve(page_revision=page.latest_revision, user=by)


@receiver(task_approved, sender=TaskState)
def settle_own(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    page = instance.workflow_state.content_object
    if user and isinstance(page, Page):
        resolve(Comment.objects.filter(user=user), page, user)
