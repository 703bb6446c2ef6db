"""A practice modelled as Wagtail's documentation models a page with categories: indexed fields, many-to-many facets."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.search import index

FACETS = ["country", "target_group", "skill_type", "method", "partner", "language"]


class Term(models.Model):
    """A value of a facet."""

    facet = models.CharField(max_length=20)
    slug = models.SlugField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "slug"], name="stock_one_slug_per_facet")]

    def __str__(self) -> str:
        return self.slug


class Practice(index.Indexed, ClusterableModel):
    """All languages of a practice in one row, so that it has the same words as its search entry."""

    title = models.TextField()
    summary = models.TextField()
    body = models.TextField()
    sorted_at = models.DateTimeField()
    country = ParentalManyToManyField(Term, related_name="+")
    target_group = ParentalManyToManyField(Term, related_name="+")
    skill_type = ParentalManyToManyField(Term, related_name="+")
    method = ParentalManyToManyField(Term, related_name="+")
    partner = ParentalManyToManyField(Term, related_name="+")
    language = ParentalManyToManyField(Term, related_name="+")

    search_fields = [
        index.SearchField("title", boost=10),
        index.SearchField("summary", boost=3),
        index.SearchField("body"),
        index.FilterField("sorted_at"),
        # `.facet()` needs the field itself, `.filter()` a related one.
        *(index.FilterField(name) for name in FACETS),
        *(index.RelatedFields(name, [index.FilterField("slug")]) for name in FACETS),
    ]

    def __str__(self) -> str:
        return self.title
