"""When a meeting is, across changes of summer time, and what it is called in each language."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from home.meetings.registration.retention import delete_due
from home.meetings.times import Period, days_between, is_skipped
from home.models import MeetingPage, Registration
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.once

ROME, VILNIUS = ZoneInfo("Europe/Rome"), ZoneInfo("Europe/Vilnius")


def test_a_meeting_across_the_change_of_summer_time():
    """In the night of 28 March 2021, clocks in Italy went from 2:00 to 3:00."""
    night = Period(date(2021, 3, 27), time(22), date(2021, 3, 28), time(4), ROME)
    assert night.starts.astimezone(UTC) == datetime(2021, 3, 27, 21, tzinfo=UTC)
    assert night.ends.astimezone(UTC) == datetime(2021, 3, 28, 2, tzinfo=UTC)
    assert night.zone_name == "Central European Standard Time"
    assert Period(date(2021, 3, 28), time(10), date(2021, 3, 28), None, ROME).zone_name == (
        "Central European Summer Time"
    )
    assert is_skipped(date(2021, 3, 28), time(2, 30), ROME)
    assert not is_skipped(date(2021, 10, 31), time(2, 30), ROME)  # comes twice: the first is meant


def test_the_same_clock_at_another_place_is_another_time():
    in_vilnius, in_rome = (Period(date(2021, 6, 1), time(10), date(2021, 6, 1), None, zone) for zone in (VILNIUS, ROME))
    assert in_vilnius.when == in_rome.when
    assert (in_rome.starts - in_vilnius.starts).total_seconds() == 3600


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "11–12 October 2021"),
        ("nl", "11–12 oktober 2021"),
        ("it", "11–12 ottobre 2021"),
        ("lt", "2021 m. spalio 11–12 d."),
        ("es", "11–12 de octubre de 2021"),
    ],
)
def test_days_are_said_once(language: str, words: str):
    with translation.override(language):
        assert days_between(date(2021, 10, 11), date(2021, 10, 12)) == words


def test_times_of_several_days_stand_at_their_days():
    period = Period(date(2021, 9, 30), time(14), date(2021, 10, 1), time(12), ROME)
    assert period.when == "30 September 2021, 14:00 – 1 October 2021, 12:00"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"last_day": date(2031, 5, 8)}, "last_day"),
        ({"start_time": time(10), "end_time": time(9)}, "end_time"),
        ({"end_time": time(9)}, "end_time"),
        ({"first_day": date(2021, 3, 28), "start_time": time(2, 30), "time_zone": "Europe/Rome"}, "start_time"),
        ({"attendance": "onsite"}, "place"),
        ({"first_day": date(1, 1, 1)}, "first_day"),
        ({"last_day": date(9999, 12, 31)}, "last_day"),
        ({"registration_until": date(9998, 12, 31)}, "registration_until"),
        ({"join_url": "ftp://example.org/"}, "join_url"),
        ({"registration_is_open": True}, "consent_wording"),
        ({"registration_is_open": True, "registration_until": date(2031, 6, 1)}, "registration_until"),
        ({"attendance": "onsite", "place": "Rome", "join_url": "https://example.org/join"}, "join_url"),
        ({"agenda": [("day", date(2031, 5, 10))]}, "agenda"),
    ],
)
def test_what_cannot_be_is_refused(facts: dict[str, object], field: str):
    with pytest.raises(ValidationError) as error:
        make_meeting(**facts)
    assert field in error.value.message_dict
    assert not MeetingPage.objects.filter(first_day__gte=date(2031, 1, 1), live=True).exists()


@pytest.mark.django_db
def test_times_are_kept_in_utc_and_follow_the_facts():
    page = make_meeting(start_time=time(10), end_time=time(12), time_zone="Europe/Rome")
    assert (page.starts, page.ends) == (datetime(2031, 5, 9, 8, tzinfo=UTC), datetime(2031, 5, 9, 10, tzinfo=UTC))
    page.time_zone = "Europe/Vilnius"
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.starts == datetime(2031, 5, 9, 7, tzinfo=UTC)
    page.start_time = page.end_time = None
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.ends == datetime(2031, 5, 9, 20, 59, 59, tzinfo=UTC)  # the end of the day in Vilnius


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_an_absurd_day_breaks_nothing_else(client: Client, day: date):
    """In a draft, or in a database from elsewhere."""
    page, other = make_meeting(registration_is_open=True, consent_wording="I agree."), make_meeting(title="Open day")
    MeetingPage.objects.filter(pk=page.pk).update(
        first_day=day, registration_until=day, ends=datetime.combine(day, time(12), UTC)
    )
    Registration.objects.create(meeting_key=page.translation_key, name="Ona", consent="Yes", language="en")
    for url in ("/en/meetings/calendar.ics", f"{page.url}calendar.ics", page.url, other.url, "/en/meetings/"):
        assert client.get(url).status_code == 200
    delete_due()
    assert Registration.of(page).exists() == (day.year == 9999)
    draft = MeetingPage.objects.get(pk=page.pk)
    draft.live = False
    draft.save()
    assert (draft.starts, draft.ends) == (None, None)
