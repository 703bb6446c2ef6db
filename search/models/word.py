from django.db import models


class SearchWord(models.Model):
    """A word as written in titles, summaries and labels, for spelling corrections. Rows are only added."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "search word"
        verbose_name_plural = "search words"

    def __str__(self) -> str:
        return self.word
