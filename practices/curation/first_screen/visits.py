"""When users last visited the admin dashboard, so that it can show what has changed since.

Not the last sign-in, because a session lasts two weeks. A visit ends after an hour without a look.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

PAUSE = timedelta(hours=1)


class Visit(models.Model):
    """A user's visits; deleted with the account and shown to nobody else."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    latest = models.DateTimeField()
    before = models.DateTimeField(null=True)  # the last look of the previous visit

    def __str__(self) -> str:
        return f"{self.user_id}: {self.latest:%Y-%m-%d}"


def previous_visit(user: Any) -> datetime | None:
    """When the user's previous visit ended; None on the first. Records the current one. Two queries."""
    now = timezone.now()
    visit = Visit.objects.filter(user=user).first() or Visit(user=user, latest=now)
    if now - visit.latest > PAUSE:
        visit.before = visit.latest
    visit.latest = now
    visit.save()
    return visit.before
