"""An import of the vocabulary, with each term's values before and after, so that it can be undone as one action."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

# The fields of a term that an import can change.
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
    """A term that an import added or changed. It counts as untouched while its values are those in `after`."""

    run = models.ForeignKey(TermsImport, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey("practices.Concept", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.TextField()  # shown if it has been deleted
    is_new = models.BooleanField()
    before = models.JSONField(default=dict)  # the values of `FIELDS`; empty for a new term
    after = models.JSONField()
    why_left = models.TextField(blank=True)  # if it was not undone with the import

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
