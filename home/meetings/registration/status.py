"""Whether people can register for a meeting now."""

from datetime import datetime
from enum import Enum

from django.utils import timezone

from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.model import Registration
from home.meetings.times import END_OF_DAY, is_sensible


class Status(Enum):
    NONE = "none"  # nobody can register for this meeting
    OPEN = "open"
    FULL = "full"
    LATE = "late"


def status_of(page: MeetingPage) -> Status:
    return status_and_places_left(page)[0]


def status_and_places_left(page: MeetingPage) -> tuple[Status, int | None]:
    """None if there is no limit. One query, for a meeting with a limited number of places."""
    original = page.original
    if not original.registration_is_open or (deadline := deadline_of(page)) is None:
        return Status.NONE, None
    if timezone.now() > deadline:
        return Status.LATE, None
    if original.places is None:
        return Status.OPEN, None
    left = max(0, original.places - Registration.of(page).count())
    return Status.OPEN if left else Status.FULL, left


def deadline_of(page: MeetingPage) -> datetime | None:
    """The end of the last day in the meeting's time zone, or the start of the meeting, whichever is earlier."""
    period, day = page.period, page.original.registration_until
    if period is None:
        return None
    if day is None or not is_sensible(day):
        return period.starts
    return min(datetime.combine(day, END_OF_DAY, period.zone), period.starts)
