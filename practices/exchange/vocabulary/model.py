"""An import of the vocabulary, with what each term was before it and became by it: to be undone as one action."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

# Of a term: what an import can change.
FIELDS = ("labels", "alt_labels", "definitions", "broader_id", "is_heading", "is_retired", "standard", "exact_match")


def values_of(term: Any) -> dict[str, Any]:
    return {name: getattr(term, name) for name in FIELDS}


class TermsImport(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=255)
    imported = models.DateTimeField(auto_now_add=True)
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-imported", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def who(self) -> str:
        return get_user_display_name(self.user) if self.user else _("a command, or a former colleague")


class ImportedTerm(models.Model):
    """A term that an import has added or changed. It is untouched while it says what it said `after`."""

    run = models.ForeignKey(TermsImport, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey("practices.Concept", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.TextField()  # where it has been deleted
    is_new = models.BooleanField()
    before = models.JSONField(default=dict)  # the values of `FIELDS`; none of a new term
    after = models.JSONField()
    why_left = models.TextField(blank=True)  # as it is, when the import was undone

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
