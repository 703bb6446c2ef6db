"""The external links of published pages, and the results of the nightly check."""

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.base.links.urls import MAX_URL_LENGTH

# Nights in a row after which a link counts as broken. Temporary trouble has a week and a half to go away.
NIGHTS_GONE, NIGHTS_FAILED = 3, 10
REASONS = {
    "404": _("The page no longer exists (404)."),
    "410": _("The page has been removed (410)."),
    "host": _("The website no longer exists."),
    "silent": _("The website does not answer."),
    "certificate": _("The certificate of the website is not valid: browsers warn readers."),
    "redirects": _("The link redirects endlessly."),
}


class OutgoingLink(models.Model):
    """A URL that published pages link to: one row, however many pages do."""

    url = models.CharField(max_length=MAX_URL_LENGTH, unique=True)  # as it is requested
    host = models.CharField(max_length=MAX_URL_LENGTH)
    due = models.DateField(default=timezone.localdate)  # the night of the next check
    checked = models.DateTimeField(null=True, db_index=True)
    nights_gone = models.PositiveSmallIntegerField(default=0)  # in a row; trouble neither counts nor interrupts
    nights_failed = models.PositiveSmallIntegerField(default=0)  # in a row, for any reason
    failing_since = models.DateField(null=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["host", "due"])]

    def __str__(self) -> str:
        return self.url

    @property
    def reason_text(self) -> Any:
        return REASONS.get(self.reason) or _("The website answers with an error (%(status)s).") % {
            "status": self.reason
        }


class LinkUse(models.Model):
    """A place on a published page that has the link."""

    link = models.ForeignKey(OutgoingLink, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=200)  # in the page's form: a Wagtail content path

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "place", "link"], name="one_use_a_place")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.place}"


def broken_links() -> QuerySet[OutgoingLink]:
    """Links that have failed for several nights, longest first."""
    broken = Q(nights_gone__gte=NIGHTS_GONE) | Q(nights_failed__gte=NIGHTS_FAILED)
    return OutgoingLink.objects.filter(broken).order_by("failing_since", "pk")
