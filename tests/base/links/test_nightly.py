"""Which links the worker checks at night, how often, and when one counts as broken."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.base.links import nightly
from cms.base.links.checking import Answer, Outcome
from cms.base.links.finding import note_links
from cms.base.links.model import NIGHTS_FAILED, NIGHTS_GONE, LinkUse, OutgoingLink, broken_links
from cms.base.links.nightly import check_at_night, check_some, due_links, save_answer
from home.models import NewsPage
from practices.models import PracticeLink
from tests.base.links.conftest import WebServer
from tests.factories import make_practice, translate
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db
BODY = '<p><a href="https://a.example/one?x=1&amp;y=2">one</a></p>'


@pytest.fixture(autouse=True)
def checked(settings: Any) -> None:
    settings.CHECK_LINKS = True
    NewsPage.objects.update(live=False)  # those of the demonstration


def noted() -> set[tuple[int, str, str]]:
    return set(LinkUse.objects.values_list("page", "place", "link__url"))


def link(url: str, **values: Any) -> OutgoingLink:
    return OutgoingLink.objects.create(url=url, host=url.split("/")[2], **values)


def test_links_are_noted_with_their_places() -> None:
    page = make_practice(
        activities=BODY, links=[PracticeLink(url="https://b.example/two")], source_url="http://c.example"
    )
    translation = translate(page, "lt", activities=BODY)
    make_practice(live=False, activities=BODY)
    meeting = make_meeting(join_url="https://join.example/secret", report=[("link", card("https://d.example/video"))])
    note_links()
    row, block = page.links.get().pk, meeting.report[0].id
    found = noted()
    assert {
        (page.pk, "activities", "https://a.example/one?x=1&y=2"),
        (translation.pk, "activities", "https://a.example/one?x=1&y=2"),
        (page.pk, f"links.{row}.url", "https://b.example/two"),
        (page.pk, "source_url", "http://c.example/"),
        (meeting.pk, f"report.{block}", "https://d.example/video"),
    } == {place for place in found if place[0] in (page.pk, translation.pk, meeting.pk)}
    assert "join.example" not in str(found)
    assert OutgoingLink.objects.filter(url__startswith="https://a.example").count() == 1


def card(url: str) -> dict[str, Any]:
    return {"url": url, "kind": "video", "title": "A video", "provider": "Somebody", "picture": None}


def test_what_is_corrected_and_published_is_forgotten_at_once() -> None:
    page = make_practice(activities=BODY)
    other = make_practice(activities=BODY)
    note_links()
    page.activities = "<p>Steps.</p>"
    page.save_revision().publish()
    assert {pk for pk, _place, _url in noted() if "a.example" in _url} == {other.pk}
    other.unpublish()
    assert not OutgoingLink.objects.filter(host="a.example").exists()


def test_many_pages_take_few_queries() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            note_links()
        return len(captured)

    make_practice(activities=BODY)
    queries()
    few = queries()
    for _ in range(5):
        make_practice(activities=BODY)
    queries()
    assert queries() == few


def test_links_to_the_site_itself_are_left_out(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://newtimes.example"
    make_practice(activities='<p><a href="https://newtimes.example/en/">here</a></p>')
    note_links()
    assert not OutgoingLink.objects.filter(host="newtimes.example").exists()


def test_nothing_is_asked_by_day_nor_without_the_switch(web: WebServer, settings: Any, monkeypatch: Any) -> None:
    make_practice(activities=f'<p><a href="{web.url("/")}">x</a></p>')
    OutgoingLink.objects.all().delete()
    monkeypatch.setattr(nightly, "NIGHT", range(24))
    settings.CHECK_LINKS = False
    check_at_night()
    settings.CHECK_LINKS = True
    monkeypatch.setattr(nightly, "NIGHT", ())
    check_at_night()
    assert not OutgoingLink.objects.exists()
    monkeypatch.setattr(nightly, "NIGHT", range(24))
    note_links()
    OutgoingLink.objects.exclude(host="127.0.0.1").delete()
    cache.set(f"links-noted-{timezone.localdate()}", True)
    check_at_night()
    assert web.asked == [("HEAD", "/"), ("GET", "/")]


def test_a_host_is_asked_for_one_link_at_a_time_and_for_few_in_a_night(web: WebServer, monkeypatch: Any) -> None:
    monkeypatch.setattr(nightly, "note_links", lambda: None)
    monkeypatch.setattr(nightly, "MAX_PER_HOST", 3)
    web.answers |= {f"/{number}": 200 for number in range(5)}
    for number in range(5):
        link(web.url(f"/{number}")).save()
    OutgoingLink.objects.update(host="127.0.0.1")
    check_some()
    check_some()
    assert len(web.asked) == 1  # the pause
    for _ in range(5):
        OutgoingLink.objects.exclude(checked=None).update(checked=timezone.now() - nightly.PAUSE)
        check_some()
    assert [path for _method, path in web.asked] == ["/0", "/1", "/2"]
    OutgoingLink.objects.exclude(checked=None).update(checked=timezone.now() - timedelta(days=1))
    check_some()
    assert web.asked[-1] == ("HEAD", "/3")  # those that have waited longest come first


def test_one_of_each_host_in_a_run() -> None:
    today = timezone.localdate()
    links = {
        name: link(f"https://{name[0]}.example/{name}", due=today - timedelta(days=days))
        for name, days in (("a1", 1), ("a2", 2), ("b1", 0), ("c1", -1))
    }
    assert list(due_links()) == [links["a2"], links["b1"]]


def test_a_run_ends_in_time(monkeypatch: Any) -> None:
    """Mails wait meanwhile."""
    monkeypatch.setattr(nightly, "note_links", lambda: None)
    monkeypatch.setattr(nightly, "RUN", 0)
    link("https://a.example/")
    monkeypatch.setattr(nightly, "check", lambda url: pytest.fail("asked"))
    check_some()


def test_two_workers_do_not_ask_twice(monkeypatch: Any) -> None:
    monkeypatch.setattr(nightly, "note_links", lambda: None)
    other = link("https://a.example/")
    asked: list[str] = []

    def check(url: str) -> Answer:
        asked.append(url)
        OutgoingLink.objects.update(checked=None)  # no pause: only the turn is taken
        check_some()
        return Answer(Outcome.GONE, "404")

    monkeypatch.setattr(nightly, "check", check)
    check_some()
    assert asked == [other.url]
    other.refresh_from_db()
    assert (other.nights_gone, other.due) == (1, timezone.localdate() + timedelta(days=1))


def fails(row: OutgoingLink, *outcomes: Outcome) -> None:
    for outcome in outcomes:
        row.refresh_from_db()
        save_answer(row, Answer(outcome, {"gone": "404", "trouble": "503"}.get(outcome, "")))


def test_a_link_is_broken_after_several_nights() -> None:
    row = link("https://a.example/")
    fails(row, *[Outcome.GONE] * (NIGHTS_GONE - 1))
    assert not broken_links()
    fails(row, Outcome.FINE)
    fails(row, Outcome.GONE, Outcome.TROUBLE, Outcome.GONE)
    assert not broken_links()
    fails(row, Outcome.GONE)
    (found,) = broken_links()
    assert (found.failing_since, found.reason) == (timezone.localdate(), "404")
    fails(row, Outcome.FINE)
    row.refresh_from_db()
    assert not broken_links()
    assert (row.failing_since, row.reason, row.due) == (None, "", timezone.localdate() + timedelta(days=7))


def test_trouble_is_given_more_time() -> None:
    row = link("https://a.example/", due=date(2026, 1, 1))
    fails(row, *[Outcome.TROUBLE] * (NIGHTS_FAILED - 1))
    assert not broken_links()
    fails(row, Outcome.TROUBLE)
    assert "503" in str(broken_links().get().reason_text)
