"""Comments created by a review are resolved by the reviewer's approval or by publication."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from wagtail.models import Comment, Page
from wagtail.signals import page_published

from cms.base.review.settling import resolve
from practices.repository.practice import PracticePage
from practices.review.review import PracticeReview


def settle(page: Page, by: Any, *, reviewer: Any = None) -> None:
    """Resolves comments created by reviews, or only those of `reviewer`. Other comments stay open."""
    asked = PracticeReview.objects.filter(revision=OuterRef("revision_created"), reviewer=OuterRef("user"))
    if reviewer:
        asked = asked.filter(reviewer=reviewer)
    resolve(Comment.objects.filter(Exists(asked)), page, by)


@receiver(page_published, sender=PracticePage)
def settle_all(instance: PracticePage, revision: Any, **kwargs: Any) -> None:
    """Publication means that the answers were satisfactory."""
    settle(instance, getattr(revision, "user", None))
