"""Wherever countries are listed, they are in the alphabetical order of the reader's language."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.users.models import UserProfile

from practices.models import PracticePage
from tests.base.admin import edit_url
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SLUGS = ["at", "ch", "cz", "dk", "es", "gb", "se"]
LITHUANIAN = ["Austrija", "Čekija", "Danija", "Ispanija", "Jungtinė Karalystė", "Švedija", "Šveicarija"]
SEARCH = "/lt/praktikos/"


@pytest.fixture
def page() -> PracticePage:
    return make_practice("kpmpc", language="lt", countries=SLUGS, title="Unikalus pavadinimas")


def texts(html: bytes, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in BeautifulSoup(html, "html.parser").select(selector)]


def test_in_the_form(page: PracticePage, signed_in: Callable[[str], Client]):
    client = signed_in("partner-kpmpc")

    def offered(language: str) -> list[str]:
        UserProfile.objects.filter(user__username="partner-kpmpc").update(preferred_language=language)
        return texts(client.get(edit_url(page)).content, "#id_countries label")

    names = offered("lt")
    assert [name for name in names if name in LITHUANIAN] == LITHUANIAN
    assert names[-1] == "Vokietija"
    assert offered("en")[:2] == ["Albania", "Austria"]


def test_on_the_page(page: PracticePage):
    links = texts(Client().get(page.get_url()).content, ".facts a[href*='country=']")
    assert links == LITHUANIAN


def test_on_cards(page: PracticePage):
    for url in (page.get_parent().get_url(), f"{SEARCH}?q={page.title}"):
        assert ", ".join(LITHUANIAN) in texts(Client().get(url).content, ".card__country"), url


def test_in_filters(page: PracticePage):
    html = Client().get(SEARCH, {"q": page.title}).content
    assert texts(html, "[aria-labelledby=facet-country] .facet__label") == LITHUANIAN


def test_in_selected_filters(page: PracticePage):
    chips = texts(Client().get(SEARCH, {"country": SLUGS}).content, ".chip")
    assert [chip.split(": ")[-1] for chip in chips] == LITHUANIAN
