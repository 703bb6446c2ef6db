"""Calendars that other programs read: the standard's own parser reads them here."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from icalendar import Calendar, Component
from wagtail.models import PageViewRestriction

from home.models import MeetingIndexPage
from tests.factories import translate
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def events(client: Client, url: str) -> list[Component]:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_an_event_is_the_same_in_every_language(client: Client):
    page = make_meeting(
        title="Plans; costs, and more",
        summary="Šaltibarščiai " * 12,
        start_time=time(10),
        end_time=time(12),
        first_day=date(2031, 3, 28),
        last_day=date(2031, 3, 31),  # the change of summer time between
        time_zone="Europe/Rome",
        attendance="mixed",
        place="Casa, Rome",
        address="Via Roma 1",
        join_url="https://meet.example.org/",
    )
    translated = translate(page, "lt", title="Planai")
    [event], [other] = (events(client, f"{each.url}calendar.ics") for each in (page, translated))
    assert event["uid"] == other["uid"] == str(page.translation_key)
    assert (event["summary"], other["summary"]) == ("Plans; costs, and more", "Planai")
    assert event["summary"].params["LANGUAGE"] == "en"
    assert event["description"] == page.summary.strip() or event["description"] == page.summary
    assert event.start.astimezone(UTC) == datetime(2031, 3, 28, 9, tzinfo=UTC)
    assert event.end.astimezone(UTC) == datetime(2031, 3, 31, 10, tzinfo=UTC)
    assert event["location"] == "Casa, Rome, Via Roma 1"
    assert event["url"] == page.full_url
    assert event["dtstamp"].dt == event["last-modified"].dt
    calendar = Calendar.from_ical(client.get(f"{page.url}calendar.ics").content)
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Rome"]
    offsets = {part["tzoffsetto"].to_ical() for part in calendar.walk("DAYLIGHT") + calendar.walk("STANDARD")}
    assert offsets == {"+0100", "+0200"}


def test_whole_days_end_on_the_day_after(client: Client):
    page = make_meeting(first_day=date(2031, 5, 9), last_day=date(2031, 5, 10))
    [event] = events(client, f"{page.url}calendar.ics")
    assert (event.start, event.end) == (date(2031, 5, 9), date(2031, 5, 11))


def test_the_feed_has_every_meeting_that_visitors_see(client: Client):
    draft = make_meeting(live=False)
    make_meeting(title="Only in English")
    found = events(client, "/lt/susitikimai/calendar.ics")
    assert len(found) == 9
    assert str(draft.translation_key) not in {event["uid"] for event in found}
    assert "Only in English" in {event["summary"] for event in found}
    first = client.get("/lt/susitikimai/calendar.ics")
    assert client.get("/lt/susitikimai/calendar.ics", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_nothing_private_has_a_calendar(client: Client):
    page = make_meeting(live=False)
    for url in (f"{page.url}calendar.ics", "/en/news/calendar.ics", "/en/meetings/none/calendar.ics"):
        assert client.get(url).status_code == 404, url
    index = MeetingIndexPage.objects.get(locale__language_code="en")
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert client.get("/en/meetings/calendar.ics").status_code == 404
    assert client.get("/en/meetings/rome-2021/calendar.ics").status_code == 404
    assert client.get("/lt/susitikimai/roma-2021/calendar.ics").status_code == 404  # as private as its original
