"""Review of a translation by a second person before it is published, if the site requires it."""

from django.conf import settings
from django.db import models

from cms.base.translation.desk.model import TranslationItem


class TranslationReview(models.Model):
    item = models.ForeignKey(TranslationItem, on_delete=models.CASCADE, related_name="reviews")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    submitted = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    decided = models.DateTimeField(null=True)  # None while it is open
    is_approved = models.BooleanField(default=False)
    words = models.TextField(blank=True)  # comment with which it was sent back
    approved = models.JSONField(default=list)  # digests of the texts with their originals

    class Meta:
        ordering = ["-submitted", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(decided=None), name="one_open_review_of_each_translation"
            )
        ]

    def __str__(self) -> str:
        return str(self.item)
