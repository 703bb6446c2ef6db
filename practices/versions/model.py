from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class PublishedVersion(models.Model):
    """What was published of a practice on a day in one language: its words, and its facts if it was the original.

    The versions of a practice are numbered across its languages, so that a number names the words of each language and
    the facts at that time. The content is a copy: Wagtail's revisions may be cleaned away.
    """

    practice = models.UUIDField()  # its translation key
    number = models.PositiveIntegerField()
    page = models.ForeignKey(  # none if it was deleted, and the practice goes on in other languages
        "practices.PracticePage", null=True, on_delete=models.SET_NULL, related_name="published_versions"
    )
    has_facts = models.BooleanField(default=False)  # the page was the original
    content = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["practice", "number"], name="version_number")]

    def __str__(self) -> str:
        return f"{self.practice} {self.number}"
