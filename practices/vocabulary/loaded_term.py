"""Records which terms of `data/` have been loaded, so that those an administrator deletes do not come back."""

from django.db import models


class LoadedTerm(models.Model):
    """A term that was loaded once. The row stays even if the term's slug changes or the term is deleted."""

    scheme = models.CharField(max_length=20)
    slug = models.SlugField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="loaded_once")]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.slug}"
