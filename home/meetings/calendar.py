"""Meetings as iCalendar (RFC 5545): only what everybody may see of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from icalendar import Calendar, Event

from cms.base.delivery.urls import full_url_of
from cms.base.i18n.language_codes import language_tag
from cms.base.text import storable
from home.meetings.meeting_page import MeetingPage
from home.meetings.times import Period

PRODUCT = "-//New Times//Meetings//EN"
FETCHED_AGAIN = timedelta(hours=6)


def calendar_of(meetings: Iterable[MeetingPage], name: str, request: HttpRequest) -> bytes:
    """A calendar called `name`, with the time zones that its events are in."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", storable(name))
    calendar.add("refresh-interval", FETCHED_AGAIN, parameters={"VALUE": "DURATION"})
    days = []
    for meeting in meetings:
        if meeting.period is not None:
            calendar.add_component(_event(meeting, meeting.period, request))
            days += [meeting.period.first_day, meeting.period.last_day]
    if days:  # with daylight saving transitions in these years only
        calendar.add_missing_timezones(date(min(days).year - 1, 1, 1), date(max(days).year + 2, 1, 1))
    return calendar.to_ical()


def _event(meeting: MeetingPage, period: Period, request: HttpRequest) -> Event:
    event, original = Event(), meeting.original
    words = {"LANGUAGE": language_tag(meeting.locale.language_code)}
    event.add("uid", str(meeting.translation_key))  # independent of the language
    event.add("dtstamp", _changed(meeting))
    event.add("last-modified", _changed(meeting))
    event.add("summary", storable(meeting.title), parameters=words)
    event.add("description", storable(meeting.summary), parameters=words)
    if period.is_all_day:
        event.add("dtstart", period.first_day)
        event.add("dtend", period.last_day + timedelta(days=1))  # exclusive, by RFC 5545
    else:
        event.add("dtstart", period.starts)
        if period.ends:
            event.add("dtend", period.ends)
    address = original.address if meeting.is_onsite else ""
    event.add("location", storable(", ".join(filter(None, (str(meeting.where), address)))))
    event.add("url", full_url_of(meeting, request))
    return event


def _changed(meeting: MeetingPage) -> datetime:
    """When its words or facts were last published."""
    dates: list[Any] = [meeting.last_published_at, meeting.original.last_published_at]
    return max(filter(None, dates), default=meeting.original.starts).astimezone(UTC)
