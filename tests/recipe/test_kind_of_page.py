"""A kind of page made by the recipe of CONTRIBUTING is shown, listed, found and in the sitemap."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.base.languages import content_languages
from home.models import HomePage
from tests.recipe.models import EventPage

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def event() -> EventPage:
    home = HomePage.objects.get(locale__language_code="en")
    page = EventPage(
        title="Open day of the partners",
        slug="open-day",
        begins_on=datetime.date(2031, 5, 9),
        programme="Zeppelin rides for everybody",
        locale=home.locale,
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_it_is_shown_and_in_the_sitemap(client: Client, event: EventPage):
    response = client.get("/en/open-day/")
    assert response.status_code == 200
    assert "Zeppelin rides" in response.text
    assert event.get_full_url() in client.get("/sitemap-pages.xml").text


@pytest.mark.parametrize("language", [code for code, _name in content_languages()])
def test_it_is_found_under_its_own_kind_with_its_own_card(client: Client, event: EventPage, language: str):
    response = client.get(f"/{language}/search/", {"q": "zeppelin"})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    [card] = page.select(".results__list .card")
    assert card.select_one(".card__meta").get_text(strip=True) == "Event, 2031-05-09"
    assert "card--event" in card["class"]
    assert page.select_one("#facet-kind-event .facet__label").get_text(strip=True) == "Events"
    narrowed = client.get(f"/{language}/search/", {"q": "zeppelin", "kind": "event", "format": "json"}).json()
    assert [result["title"] for result in narrowed["results"]] == [event.title]


def test_readers_of_another_language_are_told(client: Client, event: EventPage):
    found = BeautifulSoup(client.get("/lt/search/", {"q": "zeppelin"}).content, "html.parser")
    [link] = found.select(".results__list .card a")
    assert link["hreflang"] == "en"
    shown = BeautifulSoup(client.get(link["href"]).content, "html.parser")
    assert shown.select_one(".note")["lang"] == "lt"


def test_lists_sort_it_by_its_own_date(client: Client, event: EventPage):
    found = client.get("/en/search/", {"sort": "newest", "format": "json"}).json()["results"]
    assert found[0]["title"] == event.title  # no page of the demonstration is as late as 2031


def test_it_is_suggested_while_somebody_types(client: Client, event: EventPage):
    [suggestion] = client.get("/en/search/suggestions/", {"q": "open day"}).json()["suggestions"]
    assert (suggestion["label"], suggestion["hint"]) == (event.title, "Event")
