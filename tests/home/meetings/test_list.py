"""The list of meetings: what comes, then what has been; each once, whatever languages it is in."""

from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.models import MeetingPage
from tests.factories import translate
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def titles(client: Client, section: str, url: str = "/en/meetings/") -> list[str]:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return [link.get_text() for link in soup.select(f"section[aria-labelledby={section}-title] h3 a")]


def test_the_next_one_first_then_the_last_one(client: Client):
    today = timezone.localdate()
    for name, days in (("Later", 30), ("Soon", 3), ("Long", -1)):
        last_day = today + timedelta(days=2) if name == "Long" else None
        make_meeting(title=name, first_day=today + timedelta(days=days), last_day=last_day)
    make_meeting(title="Draft", first_day=today, live=False)
    assert titles(client, "coming") == ["Long", "Soon", "Later"]
    past = titles(client, "past")
    assert past[:2] == ["Partner meeting in Rome", "Seventh online meeting of the partners"]
    assert past[-1] == "First online meeting of the partners"


def test_whole_days_are_coming_until_their_last_one_is_over_there(client: Client):
    """In Honolulu it is still yesterday."""
    yesterday = timezone.now().astimezone().date() - timedelta(days=1)
    page = make_meeting(title="Far away", first_day=yesterday, time_zone="Pacific/Honolulu")
    is_over = page.ends < timezone.now()
    assert titles(client, "past" if is_over else "coming")[0] == "Far away"
    assert ("Add to your calendar" in client.get(page.url).text) is not is_over


def test_a_long_list_has_pages(client: Client):
    for number in range(14):
        make_meeting(title=f"Meeting {number}", first_day=date(2031, 1, 1 + number))
    assert len(titles(client, "coming")) == 14
    assert len(titles(client, "past")) == 6
    assert len(titles(client, "past", "/en/meetings/?page=2")) == 2
    assert titles(client, "coming", "/en/meetings/?page=2") == []


def test_what_is_not_translated_is_listed_in_another_language(client: Client):
    page = make_meeting(title="Only in English", first_day=date(2031, 1, 1), start_time=time(10))
    soup = BeautifulSoup(client.get("/lt/susitikimai/").content, "html.parser")
    [card] = soup.select("section[aria-labelledby=coming-title] .card")
    assert card.select_one("h3 a")["href"] == f"{page.url}?reader=lt"
    assert card.select_one("time").get_text() == "2031\xa0m. sausio 1\xa0d., 10:00 (Rytų Europos žiemos laikas)"
    translate(page, "lt", title="Lietuviškai")
    assert titles(client, "coming", "/lt/susitikimai/") == ["Lietuviškai"]


def test_a_translation_is_hidden_with_its_original(client: Client):
    page = make_meeting()
    translated = translate(page, "lt", title="Lietuviškai")
    MeetingPage.objects.get(pk=page.pk).unpublish()
    assert titles(client, "coming", "/lt/susitikimai/") == []
    assert client.get(translated.url).status_code == 404
