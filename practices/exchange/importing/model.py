"""What was imported, so that it can be listed and undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed: nothing was changed")
        UNDONE = "undone", _("Undone")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    new = models.PositiveIntegerField(default=0)  # rows, as the other two
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportedPage(models.Model):
    """A page that an import has added, or given a new draft. It is untouched while that is its latest revision."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.ForeignKey(  # its latest one before; none if the import has added the page
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_new = models.BooleanField()
    had_draft = models.BooleanField(default=False)  # before, of a page that was there: changes that are not published

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "page"], name="one_row_for_an_imported_page")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.page_id}"
