"""Registrations are deleted some time after their meeting, and with it."""

from datetime import datetime, timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from cms.base.signals import worker_run
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.model import Registration


@receiver(worker_run)
def delete_due(**kwargs: Any) -> None:
    """Also those whose meeting is gone: nobody could say any more until when to keep them."""
    keys = set(Registration.objects.order_by().values_list("meeting_key", flat=True).distinct())
    if not keys:
        return
    meetings = MeetingPage.objects.filter(original_page=None, translation_key__in=keys)
    deadlines = meetings.values_list("translation_key", "ends", "registrations_kept_days")
    kept = {key for key, ends, days in deadlines if ends is None or not _is_due(ends, days)}
    if due := keys - kept:
        Registration.objects.filter(meeting_key__in=due).delete()


def _is_due(ends: datetime, days: int) -> bool:
    return ends < timezone.now() - timedelta(days=days)  # not `ends` + `days`: it may be beyond the last date of all
