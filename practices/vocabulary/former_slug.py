"""Former slugs of terms that were changed, or merged into others."""

from django.db import models


class FormerSlug(models.Model):
    """Links and bookmarks with it refer to `concept`, unless another term has been given this slug since."""

    scheme = models.CharField(max_length=20)
    slug = models.SlugField()
    former_id = models.PositiveBigIntegerField(null=True)  # of the merged term: forms opened before still send it
    concept = models.ForeignKey("practices.Concept", on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="one_term_for_a_former_slug")]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.slug}"


def remember_slug(scheme: str, slug: str, concept: models.Model, former_id: int | None = None) -> None:
    values = {"concept": concept, "former_id": former_id}
    FormerSlug.objects.update_or_create(scheme=scheme, slug=slug, defaults=values)
