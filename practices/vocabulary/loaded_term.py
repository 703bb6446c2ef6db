"""Which terms of `data/` were loaded once: one that an administrator has deleted does not come back."""

from django.db import models


class LoadedTerm(models.Model):
    """A term that was loaded once. Its slug stays even if the term gets another one, or is deleted."""

    scheme = models.CharField(max_length=20)
    slug = models.SlugField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="loaded_once")]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.slug}"
