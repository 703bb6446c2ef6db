"""Deletes registrations some time after their meeting, or when it is deleted."""

from datetime import datetime, timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from cms.base.signals import worker_run
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.model import Registration


@receiver(worker_run)
def delete_due(**kwargs: Any) -> None:
    """Includes those whose meeting no longer exists, for which there would be no retention period."""
    keys = set(Registration.objects.order_by().values_list("meeting_key", flat=True).distinct())
    if not keys:
        return
    meetings = MeetingPage.objects.filter(original_page=None, translation_key__in=keys)
    deadlines = meetings.values_list("translation_key", "ends", "registrations_kept_days")
    kept = {key for key, ends, days in deadlines if ends is None or not _is_due(ends, days)}
    if due := keys - kept:
        Registration.objects.filter(meeting_key__in=due).delete()


def _is_due(ends: datetime, days: int) -> bool:
    return ends < timezone.now() - timedelta(days=days)  # not `ends` + `days`, which may overflow
