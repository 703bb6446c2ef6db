from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class PublishedVersion(models.Model):
    """A practice as published on one day in one language: its words, and its facts if it was the original.

    The versions of a practice are numbered across its languages, so that a number identifies the words in each language
    and the facts at that time. The content is a copy, because Wagtail's revisions may be purged.
    """

    practice = models.UUIDField()  # its translation key
    number = models.PositiveIntegerField()
    page = models.ForeignKey(  # None if it was deleted, but the practice exists in other languages
        "practices.PracticePage", null=True, on_delete=models.SET_NULL, related_name="published_versions"
    )
    has_facts = models.BooleanField(default=False)  # whether the page was the original
    content = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["practice", "number"], name="version_number")]

    def __str__(self) -> str:
        return f"{self.practice} {self.number}"
