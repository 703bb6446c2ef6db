"""Records of bulk changes, so that each can be reported and undone as one action."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

from practices.bulk.changes import KINDS, Change, change_of
from practices.repository.practice import PracticePage


class Reason(models.TextChoices):
    """Why a practice is skipped, or not restored."""

    NOT_ALLOWED = "not-allowed", _("You may not change it.")
    MIRROR = "mirror", _("It mirrors another page.")
    REVIEW = "review", _("It is in review.")
    LOCKED = "locked", _("It is locked.")
    SCHEDULED = "scheduled", _("Its publication is scheduled.")
    UNCHANGED = "unchanged", _("It already has that.")
    WITHOUT = "without", _("It does not have that term.")
    TERM_GONE = "term-gone", _("The term has been deleted.")
    REQUIRED = "required", _("It is published, and would lack a fact that publishing needs.")
    SAME_PARTNER = "same-partner", _("It already belongs to that partner.")
    NO_PAGE = "no-page", _("That partner has no page in the language of this practice.")
    NOT_MOVED = "not-moved", _("You may not move it to that partner.")
    ADDRESS = "address", _("That partner has a page with the same URL.")
    REFUSED = "refused", _("It was refused.")
    FAILED = "failed", _("It failed. An administrator finds the reason in the log.")
    GONE = "gone", _("It has been deleted.")
    TOUCHED = "touched", _("Somebody has worked on it since.")
    NO_VERSION = "no-version", _("Its earlier version is no longer kept.")


class BulkChanges(models.QuerySet["BulkChange"]):
    def with_counts(self) -> "BulkChanges":
        """The newest first, each with `done`: how many practices were changed, even if since restored."""
        made = Q(practices__state__in=("changed", "to-undo", "undone", "kept"))
        return self.annotate(done=Count("practices", made)).order_by("-made", "-pk")


class BulkChange(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=20)
    parameters = models.JSONField(default=dict)
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = BulkChanges.as_manager()

    def __str__(self) -> str:
        return f"{self.kind}: {self.made:%Y-%m-%d %H:%M}"

    @property
    def change(self) -> Change:
        return change_of(self.kind, self.parameters)

    @property
    def label(self) -> Any:
        return KINDS[self.kind].label

    def summary(self) -> str:
        return self.change.summary()

    @property
    def waiting(self) -> QuerySet["ChangedPractice"]:
        return self.practices.filter(state__in=ChangedPractice.WAITING)

    @property
    def icon(self) -> str:
        return KINDS[self.kind].icon

    @property
    def who(self) -> str:
        return _name(self.user)

    @property
    def who_undid(self) -> str:
        return _name(self.undone_by)


def _name(user: Any) -> str:
    return get_user_display_name(user) if user else str(_("a former colleague"))


class ChangedPractice(models.Model):
    class State(models.TextChoices):
        TO_CHANGE = "to-change"
        CHANGED = "changed"
        LEFT_OUT = "left-out"
        TO_UNDO = "to-undo"
        UNDONE = "undone"
        KEPT = "kept"

    WAITING = (State.TO_CHANGE, State.TO_UNDO)

    bulk_change = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="practices")
    practice = models.ForeignKey(PracticePage, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=255)  # as shown to the user at the time
    language = models.CharField(max_length=12)  # of the title
    state = models.CharField(max_length=10, choices=State.choices, default=State.TO_CHANGE)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    detail = models.TextField(blank=True)  # why it was refused
    before = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    after = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_from = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_to = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    was_live = models.BooleanField(default=False)
    had_changes = models.BooleanField(default=False)  # unpublished changes
    is_published = models.BooleanField(default=False)  # with this change

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def leave(self, state: str, reason: str, detail: str = "") -> None:
        self.state, self.reason, self.detail = state, reason, detail
