"""The cover of a meeting: two suns if people meet in person, ripples if online; its card shows the date."""

from dataclasses import replace

from cms.base.covers.cover import HORIZONS, Cover, choice
from cms.base.covers.pages import cover_of
from cms.base.sharing.pages import kicker_of
from home.meetings.meeting_page import Attendance, MeetingPage

FORMS = {  # forms of the sun
    Attendance.ONLINE: (10, 2),  # ripples, a ring
    Attendance.ONSITE: (4, 5),  # a pair, twins
    Attendance.MIXED: (9, 11),  # quarters, halves
}


@cover_of.register
def cover_of_meeting(page: MeetingPage) -> Cover:
    """The horizon rises with the month, as that of news does."""
    key = str(page.translation_key)
    forms = FORMS[Attendance(page.original.attendance)]
    month = page.period.first_day.month if page.period else 1
    return replace(
        Cover.of_key(key), form=forms[choice(f"form {key}", len(forms))], horizon=(month - 1) * HORIZONS // 12
    )


@kicker_of.register
def when_of_meeting(page: MeetingPage) -> str:
    return page.period.when if page.period else ""
