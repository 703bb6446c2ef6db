from django.db import models


class SearchWord(models.Model):
    """A word as it is written in titles, summaries and labels, for suggestions. Rows are only added."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "search word"
        verbose_name_plural = "search words"

    def __str__(self) -> str:
        return self.word
