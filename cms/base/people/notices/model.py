"""How often users want each kind of notice, and the notices waiting to be sent together."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.base.people.notices.kinds import Rhythm

HOUR = 6  # in the site's time zone: digests arrive before people start work
MONDAY = 0


class NoticePreference(models.Model):
    """Without one, the default of the kind applies."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=20)  # the name of a `NoticeKind`
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="base_one_rhythm")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.rhythm}"


class HeldNotice(models.Model):
    """One notice in its recipient's language. Deleted when it is sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="held_notices")
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=100, blank=True)  # a newer one about the same thing replaces it
    subject = models.TextField()
    text = models.TextField()
    created = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(db_index=True)
    # The action about many pages that it belongs to, until that has ended: see `together.py`.
    action = models.CharField(max_length=60, blank=True)
    template = models.CharField(max_length=100, blank=True)
    line = models.TextField(blank=True)  # its entry in a list with others

    class Meta:
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return self.subject


def next_due(rhythm: str, moment: datetime | None = None) -> datetime:
    """When a notice of `moment` is sent: those of one day, or of one week until Monday, are due together."""
    moment = moment or timezone.now()
    if rhythm not in (Rhythm.DAILY, Rhythm.WEEKLY):
        return moment
    local = timezone.localtime(moment)
    due = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if due <= local:
        due += timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        due += timedelta(days=(MONDAY - due.weekday()) % 7)
    return due
