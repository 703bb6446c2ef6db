"""The read model: one row for each translation group that visitors can find."""

from django.db import models
from django.db.models import F


class SearchEntry(models.Model):
    """A practice, news item, partner or page, with its words in every language that it can be read in.

    Rows are never deleted, only marked `removed`, so that whoever follows the versions hears of removals too.
    """

    id = models.BigAutoField(primary_key=True)  # the number in the bitmaps
    key = models.UUIDField(unique=True)  # the pages' translation_key
    version = models.BigIntegerField(db_index=True)  # the clock's value when this row last changed
    removed = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=12)  # of the original
    words = models.JSONField(default=dict)  # {language: {"title", "summary", "body", "url"}}
    labels = models.JSONField(default=dict)  # {language: text}, words of facts: vocabulary, partner, organisations
    facets = models.JSONField(default=dict)  # {facet: [value, …]}
    sorted_at = models.DateTimeField()  # for the order "newest"

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        indexes = [models.Index(fields=["removed", "-sorted_at", "-id"], name="search_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SearchClock(models.Model):
    """One row that counts the changes of the projection.

    Counting locks the row until the transaction ends, so versions become visible in their order: a process that has
    seen version n has seen everything up to n.
    """

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def lock(cls) -> None:
        """Writers wait for each other here before they read what they project: none overwrites what it has not seen."""
        cls.objects.select_for_update().get(pk=1)

    @classmethod
    def tick(cls) -> int:
        """The next version."""
        cls.objects.filter(pk=1).update(value=F("value") + 1)
        return cls.now()

    @classmethod
    def now(cls) -> int:
        return cls.objects.filter(pk=1).values_list("value", flat=True).first() or 0
