"""The times at which pages that show a meeting change by themselves."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from cms.base.caching.moments import register_moments
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.status import deadline_of

DAY = timedelta(days=1)  # the date at the place may differ


@register_moments
def moments_of_meetings(start: datetime, end: datetime) -> Iterator[datetime]:
    days = (start.date() - DAY, end.date() + DAY)
    near = Q(starts__range=(start, end)) | Q(ends__range=(start, end)) | Q(registration_until__range=days)
    for page in MeetingPage.objects.live().filter(near, original_page=None):
        yield from filter(None, (page.starts, page.ends, deadline_of(page)))
