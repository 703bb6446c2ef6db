"""The page of a reading list shows the practices that its URL names."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import PracticePage
from practices.reading_list.views import MAX_PRACTICES
from practices.repository.permanent import short_key
from tests.factories import copy_practices, make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(keys: str, language: str = "en") -> BeautifulSoup:
    response = Client().get(reverse("reading_list").replace("/en/", f"/{language}/"), {"p": keys})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(soup: BeautifulSoup) -> list[str]:
    return [title.get_text(strip=True) for title in soup.select(".card__title")]


def keys_of(*pages: PracticePage) -> str:
    return ",".join(short_key(page.translation_key) for page in pages)


def test_it_shows_them_in_their_order_and_the_readers_language():
    first, second = make_practice(title="First"), make_practice(title="Second")
    translate(first, "nl", title="Eerste")
    assert titles(shown(keys_of(second, first))) == ["Second", "First"]
    assert titles(shown(keys_of(second, first), "nl")) == ["Second", "Eerste"]
    assert not shown(keys_of(first)).select(".note")


def test_what_cannot_be_shown_is_counted():
    page, draft = make_practice(title="Shown"), make_practice(live=False)
    soup = shown(f"{keys_of(page, draft, page)},nonsense,'); --")
    assert titles(soup) == ["Shown"]
    assert soup.select_one(".note").get_text(strip=True).startswith("3 practices of this list are not shown")


def test_without_a_list_it_says_what_it_is_for():
    assert titles(shown("")) == []
    index = make_practice().get_parent().get_parent()
    for keys in ("", "nonsense"):
        assert "Your browser keeps the list" in shown(keys).select_one(".lead").get_text()
        assert shown(keys).select_one(".page-head a")["href"] == index.url
    index.unpublish()
    assert not shown("").select(".page-head a")


def test_a_long_list_takes_as_many_queries_as_a_short_one():
    copy_practices([make_practice()], MAX_PRACTICES + 5)
    pages = list(PracticePage.objects.filter(original_page=None))

    def queries(count: int) -> int:
        shown(keys_of(*pages[:count]))
        with CaptureQueriesContext(connection) as captured:
            assert len(titles(shown(keys_of(*pages[:count])))) == min(count, MAX_PRACTICES)
        return len(captured)

    assert queries(2) == queries(MAX_PRACTICES + 3)


def test_every_card_and_page_of_a_practice_can_be_saved(client: Client):
    page = make_practice(title="Gardening")
    for url in (page.url, "/en/practices/?q=gardening", page.get_parent().url):
        soup = BeautifulSoup(client.get(url).content, "html.parser")
        [button] = soup.select(f"button[data-save='{keys_of(page)}']")
        assert button.has_attr("hidden")  # without JavaScript there is nothing to keep it in
