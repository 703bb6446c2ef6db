"""What a review asks for as comments beside the texts: well formed for the editor, and settled once it is published."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Comment
from wagtail.signals import page_published

from practices.repository.practice import PracticePage
from practices.review.review import PracticeReview

WHOLE_TEXT = "[]"  # as the editor writes that no words are marked


@receiver(pre_save, sender=Comment)
def about_the_whole_text(instance: Comment, **kwargs: Any) -> None:
    """The editor of rich text reads as JSON where a comment belongs; what was not written in it says nothing."""
    instance.position = instance.position or WHOLE_TEXT


@receiver(page_published, sender=PracticePage)
def settle_what_the_review_asked(instance: PracticePage, revision: Any, **kwargs: Any) -> None:
    """Whoever has approved the practice is content with the answer. Other questions stay open."""
    asked = PracticeReview.objects.filter(revision=OuterRef("revision_created"), reviewer=OuterRef("user"))
    open_ones = Comment.objects.filter(Exists(asked), page=instance.pk, resolved_at=None)
    open_ones.update(resolved_at=timezone.now(), resolved_by=getattr(revision, "user", None))
