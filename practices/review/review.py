from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.review.criteria import Band, Criterion
from practices.review.task import PartnerReviewState


class PracticeReview(models.Model):
    """A review of a practice by a colleague from another partner. Incomplete ones are stored as well.

    It survives the clean-up of workflow states and revisions: what visitors see does not depend on them.
    """

    class Decision(models.TextChoices):
        OPEN = ""
        APPROVED = "approved"
        CHANGES = "changes"

    practice = models.UUIDField(db_index=True)  # the translation key
    task_state = models.OneToOneField(PartnerReviewState, null=True, on_delete=models.SET_NULL, related_name="review")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.OneToOneField(
        "practices.PublishedVersion",
        null=True,
        on_delete=models.SET_NULL,
        related_name="review",
        help_text="What was published of it: until then, visitors see nothing of the review.",
    )
    is_edited = models.BooleanField(default=False)  # between the review and what was published
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="practice_reviews",
    )
    organisation = models.CharField(max_length=255, blank=True)  # the reviewer's, at the time
    country = models.ForeignKey("practices.Concept", null=True, on_delete=models.SET_NULL, related_name="+")
    ratings = models.JSONField(default=dict)  # {criterion: {"band": …, "reason": …}}
    changes = models.JSONField(default=dict)  # {name of a field: what to change}
    opinion = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    comment = models.TextField(blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default=Decision.OPEN)
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review of a practice")
        verbose_name_plural = _("reviews of practices")
        ordering = ["-submitted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.practice}"

    @property
    def is_approval(self) -> bool:
        return self.decision == self.Decision.APPROVED

    @property
    def bands(self) -> Iterator[tuple[Criterion, Band, str]]:
        """Each rated criterion, with its band and reason."""
        for criterion in Criterion:
            rating: dict[str, Any] = self.ratings.get(criterion, {})
            if rating.get("band") in Band.values:
                yield criterion, Band(rating["band"]), rating.get("reason", "")
