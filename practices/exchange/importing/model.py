"""An import, from the uploaded file to the practices that it wrote, for listing and undoing."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name

OUTCOMES = ("new", "changed", "unchanged", "wrong")  # of rows, counted in the fields of these names
KEPT_DAYS = 7  # for an abandoned file


class Import(models.Model):
    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        READY = "ready", _("To be confirmed")
        RUNNING = "running", _("Running")
        SUBMITTING = "submitting", _("Being submitted for review")
        DONE = "done", _("Done")
        FAILING = "failing", _("Being rolled back")
        FAILED = "failed", _("Failed: nothing was changed")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    IN_WORK = (State.CHECKING, State.RUNNING, State.SUBMITTING, State.FAILING, State.UNDOING)
    BEFORE_WRITING = (State.CHECKING, State.READY)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=255)
    partner = models.CharField(max_length=60, blank=True)  # a code; empty if each row names its own
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    # The last sign of life of the process checking or writing it. A killed process leaves it behind.
    alive_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # checks that began but did not finish
    problem = models.TextField(blank=True)  # with the file as a whole, or the reason why it was not imported

    # What the user chose.
    assigned = models.JSONField(default=dict)  # column name, or "", by unknown heading
    meant = models.JSONField(default=dict)  # by column: the intended value for each typed one
    submits = models.BooleanField(default=False)

    # Numbers of rows found and processed.
    columns = models.JSONField(default=list)  # their names
    unknown = models.JSONField(default=list)  # headings that match no column and are not assigned
    listed = models.PositiveIntegerField(default=0)  # tables in a document that were turned into lists
    misspelt = models.JSONField(default=list)  # [{"column", "value", "suggestion", "rows"}]
    total = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)  # checked, then written
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)

    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def what_was_meant(self) -> dict[tuple[str, str], str]:
        return {(column, value): term for column, terms in self.meant.items() for value, term in terms.items()}

    @property
    def is_in_work(self) -> bool:
        return self.state in self.IN_WORK

    @property
    def may_be_confirmed(self) -> bool:
        return self.state == self.State.READY and not self.wrong and bool(self.new or self.changed)

    @property
    def may_be_undone(self) -> bool:
        return self.state == self.State.DONE and self.pages.exists()

    @property
    def kept_until(self) -> Any:
        return self.begun_at + timedelta(days=KEPT_DAYS)

    @property
    def who(self) -> str:
        return get_user_display_name(self.user) if self.user else str(_("a former colleague"))

    def count(self, outcomes: Counter[str]) -> None:
        """The number of all rows."""
        for outcome in OUTCOMES:
            setattr(self, outcome, outcomes[outcome])


class ImportedFile(models.Model):
    """The uploaded file: in the database, because media files have public URLs. Deleted when the import is done."""

    run = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="file", primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.run_id)


class CheckedRow(models.Model):
    """The planned outcome of a row, kept until it is applied: the import writes what was shown, or nothing."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()  # index of the row, from 0
    number = models.PositiveIntegerField()  # row number in the spreadsheet
    title = models.TextField(blank=True)
    external_id = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    partner = models.CharField(max_length=255, blank=True)  # its name
    outcome = models.CharField(max_length=10)
    changes = models.JSONField(default=list)  # [{"column", "old", "new"}]
    problems = models.JSONField(default=list)  # [{"column", "value", "problem", "suggestion"}]
    is_reviewable = models.BooleanField(default=False)  # it gives its practice a draft that can be submitted
    needs = models.TextField(blank=True)  # what the draft lacks for that

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["run", "place"], name="one_checked_row_for_a_place")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number}"


class ImportedPage(models.Model):
    """A page that an import added or gave a new draft. It counts as untouched while that is its latest revision."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.ForeignKey(  # its latest revision before; None if the import added the page
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_new = models.BooleanField()
    had_draft = models.BooleanField(default=False)  # whether an existing page had unpublished changes before
    is_submitted = models.BooleanField(null=True)  # for review; None until it is the page's turn
    not_submitted = models.TextField(blank=True)  # why
    is_left = models.BooleanField(default=False)  # it was left as it is when the import was undone
    why_left = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "page"], name="one_row_for_an_imported_page")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.page_id}"


class ImportedPicture(models.Model):
    """An image that an import stored. Undoing the import deletes unused ones."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey("base.SiteImage", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.run_id}: {self.image_id}"
