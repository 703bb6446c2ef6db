"""Similar practices on a practice's page, and the notice for administrators about the engine."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.engines.current import current_engine
from search.templatetags.search_tags import beside_practice
from tests.factories import make_practice, translate

pytestmark = pytest.mark.django_db


def section(url: str) -> Any:
    return BeautifulSoup(Client().get(url).content, "html.parser").select_one("[aria-labelledby=similar-title]")


def test_up_to_three_similar_practices() -> None:
    page = make_practice(title="Sewing circle")
    assert section(page.url) is None
    for number in range(5):
        make_practice(title=f"Sewing {number}")
    shown = section(page.url)
    assert shown.h2.get_text() == "Similar practices"
    assert [title.get_text(strip=True) for title in shown.select("h3")] == ["Sewing 4", "Sewing 3", "Sewing 2"]


def test_in_the_readers_language_or_else_the_originals() -> None:
    page = translate(make_practice(title="Sewing circle"), "nl", title="Naaikring")
    make_practice(title="Only English")
    translate(make_practice(title="Both"), "nl", title="Beide")
    dutch, english = section(page.url).select("h3")
    assert (dutch.get_text(strip=True), dutch.get("lang")) == ("Beide", None)
    assert (english.get_text(strip=True), english.get("lang")) == ("Only English", "en")


def test_two_queries_for_any_number() -> None:
    page = make_practice()
    for many in (1, 6):
        for _ in range(many):
            make_practice()
        beside_practice({}, page)
        with CaptureQueriesContext(connection) as captured:
            assert beside_practice({}, page).similar
        assert len(captured) == 2  # uncached hits take one more


def test_only_administrators_see_that_the_fallback_answered(settings: Any, signed_in: Callable[[str], Client]) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"  # nothing answers there
    current_engine.cache_clear()
    current_engine().feeder.wake = lambda: None  # a thread would not see this test's transaction
    notice = "Elasticsearch is not responding"
    for username, is_told in (("admin", True), ("coordinator", False)):
        response = signed_in(username).get("/en/practices/")
        assert (notice in response.content.decode()) is is_told
        assert "database" in response["Server-Timing"]
    assert notice not in Client().get("/en/practices/").content.decode()
    settings.ELASTICSEARCH_URL = ""
    current_engine.cache_clear()
    assert notice not in signed_in("admin").get("/en/practices/").content.decode()
