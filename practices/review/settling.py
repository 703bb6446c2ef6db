"""What a review asked for as comments beside the texts is settled by its reviewer's approval, or by publishing.

The words stay: in the history of the page, as those of each comment that was resolved, and with the review.
"""

from typing import Any

from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Comment, Page
from wagtail.signals import page_published

from practices.repository.practice import PracticePage
from practices.review.review import PracticeReview


def settle(page: Page, by: Any, *, reviewer: Any = None) -> None:
    """What reviews asked, or those of `reviewer`. Questions of others stay open."""
    asked = PracticeReview.objects.filter(revision=OuterRef("revision_created"), reviewer=OuterRef("user"))
    if reviewer:
        asked = asked.filter(reviewer=reviewer)
    for comment in Comment.objects.filter(Exists(asked), page=page.pk, resolved_at=None):
        comment.resolved_at, comment.resolved_by = timezone.now(), by
        comment.save()
        comment.log_resolve(page_revision=page.latest_revision, user=by)


@receiver(page_published, sender=PracticePage)
def settle_all(instance: PracticePage, revision: Any, **kwargs: Any) -> None:
    """Whoever has approved the practice is content with the answers."""
    settle(instance, getattr(revision, "user", None))
