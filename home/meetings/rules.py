"""Validation of meetings: errors by field, in the editor's language."""

from datetime import date, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.meetings.times import EARLIEST, LATEST, is_sensible, is_skipped

if TYPE_CHECKING:
    from home.meetings.meeting_page import MeetingPage

DAYS = ("first_day", "last_day", "registration_until")


def mistakes_of(page: "MeetingPage") -> dict[str, ValidationError]:
    """The mistakes of an original; a translation has no facts to validate."""
    found = {**_mistakes_of_times(page), **_mistakes_of_registration(page)}
    if page.is_onsite and not page.place:
        found["place"] = ValidationError(_("Say where people meet."))
    if page.join_url and not page.join_url.startswith(("http://", "https://")):
        found["join_url"] = ValidationError(_("Only http and https URLs are allowed."))
    elif page.join_url and not page.is_online:
        found["join_url"] = ValidationError(_("Nobody would see this link: people take part in person only."))
    return found | _mistakes_of_agenda(page)


def _mistakes_of_agenda(page: "MeetingPage") -> dict[str, ValidationError]:
    if page.first_day is None:
        return {}
    last_day = page.last_day or page.first_day
    outside = [block.value for block in page.agenda if block.block_type == "day" and block.value]
    outside = [day for day in outside if not page.first_day <= day <= last_day]
    if not outside:
        return {}
    text = _("%(day)s is not a day of the meeting.") % {"day": date_format(outside[0])}
    return {"agenda": ValidationError(text)}


def _mistakes_of_times(page: "MeetingPage") -> dict[str, ValidationError]:
    far = {name: _far(day) for name in DAYS if (day := getattr(page, name)) and not is_sensible(day)}
    if far or page.first_day is None:
        return far
    last_day = page.last_day or page.first_day
    if last_day < page.first_day:
        return {"last_day": ValidationError(_("The meeting ends before it begins."))}
    if page.end_time and not page.start_time:
        return {"end_time": ValidationError(_("Say when it begins, or leave both times empty for whole days."))}
    found = _skipped(page, "start_time", page.first_day) | _skipped(page, "end_time", last_day)
    if not found and (period := page.own_period) and (ends := period.ends) and ends <= period.starts:
        found["end_time"] = ValidationError(_("The meeting ends before it begins."))
    return found


def _far(day: date) -> ValidationError:
    values = {"first": EARLIEST.year, "last": LATEST.year}
    return ValidationError(_("Enter a day between the years %(first)d and %(last)d.") % values)


def _skipped(page: "MeetingPage", name: str, day: Any) -> dict[str, ValidationError]:
    clock: time | None = getattr(page, name)
    if clock is None or not is_skipped(day, clock, ZoneInfo(page.time_zone)):
        return {}
    text = _("On this day, clocks are put forward and never show %(time)s.") % {"time": f"{clock:%H:%M}"}
    return {name: ValidationError(text)}


def _mistakes_of_registration(page: "MeetingPage") -> dict[str, ValidationError]:
    if not page.registration_is_open:
        return {}
    found = {}
    if not page.consent_wording:
        found["consent_wording"] = ValidationError(_("Say what people agree to when they register."))
    if page.registration_until and page.first_day and page.registration_until > (page.last_day or page.first_day):
        found["registration_until"] = ValidationError(_("Registration ends after the meeting."))
    return found
