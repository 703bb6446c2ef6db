"""Who reads a practice in another language than their own is told so, and finds the way back."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from practices.models import PracticeIndexPage, PracticeLink, PracticePage
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def index_url(language: str) -> str:
    return PracticeIndexPage.objects.get(locale__language_code=language).url


@pytest.fixture
def italian() -> PracticePage:
    return make_practice("csci", language="it", title="Caffè delle lingue")


@pytest.mark.parametrize("place", ["results", "partner", "home"])
def test_a_card_tells_who_reads(client: Client, italian: PracticePage, place: str):
    places = {"results": index_url("nl"), "partner": partner_page("csci", "nl").url, "home": "/nl/"}
    [link] = [a["href"] for a in shown(client, places[place]).select(".card a") if a.get_text() == italian.title]
    assert link == f"{italian.url}?reader=nl"
    dutch = translate(italian, "nl", title="Taalcafé")
    [link] = [a["href"] for a in shown(client, places[place]).select(".card a") if a.get_text() == dutch.title]
    assert link == dutch.url


def test_a_suggestion_tells_who_reads(client: Client, italian: PracticePage):
    with translation.override("nl"):
        found = client.get(reverse("search_suggestions"), {"q": "caffè"}).json()["suggestions"]
    assert [each["url"] for each in found] == [f"{italian.url}?reader=nl"]


def test_the_page_says_so_in_the_readers_language(client: Client, italian: PracticePage):
    page = shown(client, f"{italian.url}?reader=nl")
    [note] = page.select(".note")
    assert (page.html["lang"], note["lang"]) == ("it", "nl")
    with translation.override("nl"):
        assert gettext("Italian") in note.get_text()
    assert (note.a["href"], note.a["hreflang"]) == (index_url("nl"), "nl")
    assert page.select_one("link[rel=canonical]")["href"] == italian.full_url
    plain = shown(client, italian.url)
    assert page.select("link[hreflang]") == plain.select("link[hreflang]")
    assert not plain.select(".note")


@pytest.mark.parametrize("reader", ["it", "lt", "xx", "", "nl%00", "<b>"])
def test_nobody_else_sees_the_note(client: Client, italian: PracticePage, reader: str):
    translate(italian, "lt")
    assert not shown(client, f"{italian.url}?reader={reader}").select(".note")


def test_free_texts_of_the_facts_are_marked(client: Client, italian: PracticePage):
    words = {"area": "Firenze", "organisations": "Scuola\nComune", "funding": "Regione"}
    for name, value in words.items():
        setattr(italian, name, value)
    italian.links = [
        PracticeLink(url="https://example.org/a", label="Guida"),
        PracticeLink(url="https://example.org/b"),
    ]
    italian.save_revision().publish()
    own, dutch = shown(client, italian.url), shown(client, translate(italian, "nl").url)
    marked = [tag.get_text(strip=True) for tag in dutch.select(".facts dd[lang=it], .take-away a[lang=it]")]
    assert marked == ["Firenze", "Scuola", "Comune", "Regione", "Guida"]
    assert not own.select(".facts [lang], .take-away [lang]")
    assert "Vluchtelingen" in dutch.select_one(".facts").get_text()  # terms are in the page's language
