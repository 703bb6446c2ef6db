"""The project on one page: in order, with the state of the original in every language."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from home.models import NewsPage, TimelineMilestone, TimelinePage
from home.timeline.events import period_in_words
from tests.base.file_access.files import make_document, publish
from tests.factories import translate
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def timeline(language: str = "en") -> TimelinePage:
    return TimelinePage.objects.get(locale__language_code=language)


def step(**values: Any) -> dict[str, Any]:
    given = {"kind": "activity", "state": "planned", "title": "Step", "text": "", "precision": "month", "ends": None}
    return {"type": "step", "id": str(uuid4()), "value": {**given, "documents": [], **values}}


def shown(client: Client, page: TimelinePage) -> list[Tag]:
    return BeautifulSoup(client.get(page.url).content, "html.parser").select(".event")


def titles(client: Client, page: TimelinePage) -> list[str]:
    return [event.h3.get_text(strip=True) for event in shown(client, page)]


def test_the_demonstration(client: Client):
    page = timeline()
    assert titles(client, page)[:2] == ["Activity 1: good practices", "First online meeting of the partners"]
    states = [badge.get_text() for badge in BeautifulSoup(client.get(page.url).content, "html.parser").select(".badge")]
    assert states == ["done", "done", "done", "under way"]
    for language in ("nl", "it", "lt", "es"):
        assert len(shown(client, timeline(language))) == len(shown(client, page))
        assert not [event for event in shown(client, timeline(language)) if event.h3.has_attr("lang")]


def test_steps_news_and_meetings_in_order(client: Client):
    page = timeline()
    news = NewsPage.objects.filter(locale__language_code="en").order_by("date")[0]
    meeting = make_meeting(title="Fair", first_day=date(2031, 1, 20))
    page.steps = [
        step(title="Report", starts="2031-01-25", kind="output"),
        step(title="Study", starts="2031-01-01", precision="year"),
        step(title="Start", starts="2031-01-01", precision="day"),
    ]
    page.milestones = [TimelineMilestone(shown=meeting), TimelineMilestone(shown=news)]
    publish(page)
    assert titles(client, page) == [news.title, "Study", "Start", "Fair", "Report"]
    meeting.unpublish()
    assert titles(client, page) == [news.title, "Study", "Start", "Report"]


def test_a_state_changes_in_every_language_at_once(client: Client):
    page = timeline()
    raw = list(page.steps.raw_data)
    raw[-1]["value"]["state"] = "done"
    page.steps = [*raw, step(title="New step", starts="2031-01-01")]
    publish(page)
    events = shown(client, timeline("lt"))
    activity = next(event for event in events if event.h3.get_text(strip=True) == "2 veikla: poreikių tyrimas")
    assert activity.select_one(".event__mark--done")
    assert events[-1].h3["lang"] == "en"  # not translated yet


def test_documents_of_a_step_are_public(client: Client):
    page, document = timeline(), make_document("coordinator")
    page.steps = [step(starts="2031-01-01", documents=[document.pk])]
    publish(page)
    assert document.url in client.get(page.url).text
    assert client.get(document.url).status_code == 200


def test_an_end_before_the_start_is_refused():
    block = TimelinePage._meta.get_field("steps").stream_block.child_blocks["step"]
    value = block.to_python(step(starts="2031-01-02", ends="2031-01-01")["value"])
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize(
    ("precision", "ends", "state", "words"),
    [
        ("day", date(2021, 10, 12), "done", "11–12 October 2021"),
        ("month", date(2022, 3, 1), "done", "October 2021 – March 2022"),
        ("month", date(2021, 10, 30), "done", "October 2021"),
        ("year", None, "done", "2021"),
        ("year", date(2022, 3, 1), "done", "2021–2022"),
        ("year", None, "under-way", "2021–"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(precision: str, ends: date | None, state: str, words: str):
    with translation.override("en"):
        assert period_in_words(date(2021, 10, 11), ends, precision, state) == words


@pytest.mark.parametrize("language", ["en", "lt"])
def test_a_strip_of_it_on_the_home_page(client: Client, language: str):
    soup = BeautifulSoup(client.get(f"/{language}/").content, "html.parser")
    assert [len(soup.select(f".strip .event__mark--{state}")) for state in ("done", "under-way")] == [3, 1]
    assert soup.select_one("section:has(> .strip) a.more")["href"] == timeline(language).url
    assert not soup.select(".strip .event__text")


def test_without_a_translation_it_is_in_another_language(client: Client):
    TimelinePage.objects.exclude(locale__language_code="en").delete()
    page = timeline()
    translated = translate(page, "nl", title="Tijdlijn")
    assert client.get(translated.url).status_code == 200
    page.unpublish()
    assert client.get(translated.url).status_code == 404
