"""What a review asks for as comments beside the texts is settled once it is published."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Comment
from wagtail.signals import page_published

from practices.repository.practice import PracticePage
from practices.review.review import PracticeReview


@receiver(page_published, sender=PracticePage)
def settle_what_the_review_asked(instance: PracticePage, revision: Any, **kwargs: Any) -> None:
    """Whoever has approved the practice is content with the answer. Other questions stay open."""
    asked = PracticeReview.objects.filter(revision=OuterRef("revision_created"), reviewer=OuterRef("user"))
    open_ones = Comment.objects.filter(Exists(asked), page=instance.pk, resolved_at=None)
    open_ones.update(resolved_at=timezone.now(), resolved_by=getattr(revision, "user", None))
