"""Public pages come from memory until anything has changed, and never reach the wrong person."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localtime
from wagtail.models import PageViewRestriction

from cms.base.models import SiteSettings
from home.models import NewsPage
from practices.models import Concept
from tests.factories import make_practice
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.once
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture(autouse=True)
def cached(settings: Any, committed: None) -> Iterator[None]:
    """Restores what a test has changed and committed."""
    settings.PAGE_CACHE_SECONDS = 3600
    caches["pages"].clear()
    site, term, item = SiteSettings.objects.get(), Concept.objects.get(scheme="country", slug="lt"), news()
    yield
    PageViewRestriction.objects.all().delete()
    site.save()
    term.save()
    if not NewsPage.objects.get(pk=item.pk).live:
        item.save()


def news() -> NewsPage:
    return NewsPage.objects.live().filter(locale__language_code="en").latest("date")


def test_a_second_visit_takes_one_query(client: Client) -> None:
    first = client.get("/en/", headers=GZIP)
    with CaptureQueriesContext(connection) as queries:
        second = client.get("/en/", headers=GZIP)
    assert len(queries) == 1
    assert second.content == first.content
    assert second["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/en/")
    assert (first["Cache-Control"], second["Cache-Control"]) == ("public, no-cache", "public, no-cache")
    assert "Cookie" in second["Vary"]


def test_a_browser_that_has_the_page_gets_nothing(client: Client) -> None:
    etag = client.get("/en/", headers=GZIP)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/en/", headers={**GZIP, "If-None-Match": etag})
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)


def test_a_probe_of_the_process_takes_no_query(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/healthz").status_code == 200
    assert len(queries) == 0


def rename_site() -> None:
    settings = SiteSettings.objects.get()
    settings.name = "Another name"
    settings.save()


def rename_term() -> None:
    term = Concept.objects.get(scheme="country", slug="lt")
    term.labels = {**term.labels, "en": "Lithuania, renamed"}
    term.save()


def publish_practice() -> None:
    make_practice(title="A new practice")


def unpublish_news() -> None:
    news().unpublish()


def move_in_tree() -> None:
    page = news()
    page.move(page.get_siblings(inclusive=False).first(), "first-sibling")


@pytest.mark.parametrize("change", [rename_site, rename_term, publish_practice, unpublish_news, move_in_tree])
def test_a_change_is_seen_at_once(client: Client, change: Callable[[], None]) -> None:
    etag = client.get("/en/")["ETag"]
    change()
    response = client.get("/en/", headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert response["ETag"] != etag


def test_a_visit_changes_nothing(client: Client) -> None:
    etag = client.get("/en/")["ETag"]
    client.get("/en/practices/?q=language")
    client.get("/admin/login/")
    assert client.get("/en/")["ETag"] == etag


def test_an_unpublished_or_private_page_is_gone_at_once(client: Client) -> None:
    url = news().url
    assert client.get(url).status_code == 200
    PageViewRestriction.objects.create(page=news().get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get(url).status_code == 302
    PageViewRestriction.objects.all().delete()
    assert client.get(url).status_code == 200
    news().unpublish()
    assert client.get(url).status_code == 404


def test_people_who_are_signed_in_get_their_own(client: Client, signed_in: Callable[[str], Client]) -> None:
    client.get("/en/")
    admin = signed_in("admin")
    response = admin.get("/en/")
    assert response["Cache-Control"] == "private, no-store"
    assert b"wagtail-userbar" in response.content
    caches["pages"].clear()
    admin.get("/en/")
    assert b"wagtail-userbar" not in client.get("/en/").content


def test_a_page_behind_a_password_is_never_stored(client: Client) -> None:
    restriction = PageViewRestriction.objects.create(
        page=news().get_parent(), restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    form = client.get(news().url)
    assert "ETag" not in form
    client.post(f"/_util/authenticate_with_password/{restriction.pk}/{news().pk}/", {"password": "open"})
    assert client.get(news().url).status_code == 200
    assert "no-store" in client.get(news().url)["Cache-Control"]
    assert b"password" in Client().get(news().url).content.lower()


def test_what_somebody_searched_for_is_their_own_business(client: Client) -> None:
    searched = client.get("/en/practices/?q=language")
    assert searched["Cache-Control"] == "private, no-cache"
    assert searched.headers["ETag"]
    before = len(caches["pages"]._cache)
    client.get("/en/practices/?country=lt")
    assert len(caches["pages"]._cache) == before  # there are too many of them


class Purges(BaseHTTPRequestHandler):
    seen: list[str] = []

    def do_PURGE(self) -> None:
        self.seen.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def front_cache(settings: Any) -> Iterator[list[str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Purges)
    Thread(target=server.serve_forever).start()
    settings.WAGTAILFRONTENDCACHE = {
        "default": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": f"http://127.0.0.1:{server.server_port}",
        }
    }
    Purges.seen.clear()
    yield Purges.seen
    server.shutdown()
    server.server_close()


def test_a_cache_in_front_keeps_no_page_past_midnight(
    client: Client, front_cache: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    midnight = (localtime() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    for before, seconds in ((timedelta(hours=9), 300), (timedelta(minutes=2), 120)):
        monkeypatch.setattr(timezone, "now", lambda: midnight - before)  # noqa: B023
        assert client.get("/en/")["Cache-Control"] == f"public, max-age=0, s-maxage={seconds}"


def test_a_meeting_that_begins_changes_its_page_by_itself(
    client: Client, front_cache: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_meeting(start_time=time(10), registration_is_open=True, consent_wording="I agree.")
    first = None
    for after, words, seconds in ((-60, f"{page.url}registration/", 60), (1, "Registration has ended", 300)):
        moment = page.starts + timedelta(seconds=after)
        monkeypatch.setattr(timezone, "now", lambda: moment)  # noqa: B023
        response = client.get(page.url, headers={"If-None-Match": first["ETag"]} if first else {})
        assert words in response.text
        assert response["Cache-Control"] == f"public, max-age=0, s-maxage={seconds}"
        first = response


def test_a_cache_in_front_is_told_what_to_drop(client: Client, front_cache: list[str]) -> None:
    assert "s-maxage" in client.get("/en/")["Cache-Control"]
    assert client.get("/en/news/?page=1")["Cache-Control"] == "public, no-cache"
    page = make_practice(title="A practice", slug="a-practice")
    assert {"/en/", "/en/practices/", "/en/practices/kpmpc/", "/en/practices/kpmpc/a-practice/"} <= set(front_cache)
    front_cache.clear()
    page.unpublish()
    assert "/en/practices/kpmpc/a-practice/" in front_cache
