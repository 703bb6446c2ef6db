from django.db import models


class SearchEntry(models.Model):
    """A practice, news item, partner or page, with its words in every language that it can be read in.

    Rows are never deleted, only marked `removed`, so that those who follow the versions notice removals too.
    """

    id = models.BigAutoField(primary_key=True)  # used in the bitmaps
    key = models.UUIDField(unique=True)  # the pages' translation_key
    version = models.BigIntegerField(db_index=True)  # the clock's value when this row last changed
    removed = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=12)  # of the original
    words = models.JSONField(default=dict)  # {language: {"title", "summary", "body", "url", "result" if any}}
    labels = models.JSONField(default=dict)  # {language: text}, words of facts: vocabulary, partner, organisations
    terms = models.JSONField(default=dict)  # {part: text}, derived from words and labels by `search.language.terms`
    facets = models.JSONField(default=dict)  # {facet: [value, …]}
    look = models.JSONField(default=dict)  # what lists show beside the text: {"cover": its code, "photo": its id}
    sorted_at = models.DateTimeField()  # for the order "newest"

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        indexes = [models.Index(fields=["removed", "-sorted_at", "-id"], name="search_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
