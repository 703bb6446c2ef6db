from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.review.criteria import Band, Criterion
from practices.review.task import PartnerReviewState


class PracticeReview(models.Model):
    """What a colleague of another partner says about a practice. Kept while it is half filled in.

    It stays when the workflow and its revisions are cleaned away: what visitors see of it names none of them.
    """

    class Decision(models.TextChoices):
        OPEN = "", _("Not sent yet")
        APPROVED = "approved", _("Approved")
        CHANGES = "changes", _("Changes requested")

    practice = models.UUIDField(_("practice"), editable=False, db_index=True)  # its translation key
    task_state = models.OneToOneField(
        PartnerReviewState, null=True, editable=False, on_delete=models.SET_NULL, related_name="review"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.OneToOneField(
        "practices.PublishedVersion",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="review",
        help_text="What was published of it: until then, visitors see nothing of the review.",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="practice_reviews",
    )
    organisation = models.CharField(_("organisation"), max_length=255, blank=True)  # at the time
    country = models.ForeignKey(
        "practices.Concept", verbose_name=_("country"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ratings = models.JSONField(default=dict)  # {criterion: {"band": …, "reason": …}}
    changes = models.JSONField(default=dict)  # {name of a field: what to change}
    opinion = models.TextField(_("public opinion"), blank=True)
    language = models.CharField(_("language of the opinion"), max_length=20, blank=True)
    comment = models.TextField(_("comment to the authors"), blank=True)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision.choices, blank=True, default=Decision.OPEN
    )
    saved_at = models.DateTimeField(_("saved on"), default=timezone.now)
    submitted_at = models.DateTimeField(_("sent on"), null=True, blank=True)

    class Meta:
        verbose_name = _("review of a practice")
        verbose_name_plural = _("reviews of practices")
        ordering = ["-submitted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.practice}"

    @property
    def bands(self) -> Iterator[tuple[Criterion, Band, str]]:
        """Each criterion that was judged, with its band and why."""
        for criterion in Criterion:
            rating: dict[str, Any] = self.ratings.get(criterion, {})
            if rating.get("band") in Band.values:
                yield criterion, Band(rating["band"]), rating.get("reason", "")
