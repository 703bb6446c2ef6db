"""Lists of practices outside the search: on the home page and on a partner's page."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from wagtail.models import Locale, Page

from home.models import HomePage
from practices.models import PartnerPage, PracticeIndexPage, PracticePage
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def cards(client: Client, url: str) -> list[Tag]:
    """Of practices."""
    response = client.get(url)
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").select(".card, .proof")
    return [card for card in found if card.select("p.card__terms, p.proof__place")]


def links(client: Client, url: str) -> list[str]:
    return [card.select_one("h3 a")["href"] for card in cards(client, url)]


@pytest.fixture
def stray_partner() -> PartnerPage:
    """Below a home page of no site."""
    page = Page.get_first_root_node()
    locale = Locale.objects.get(language_code="en")
    for child in (HomePage(title="Stray"), PracticeIndexPage(title="Stray"), PartnerPage(title="S", short_name="S")):
        child.locale = locale
        page = page.add_child(instance=child)
    return page


@pytest.mark.parametrize("url", ["/en/", "/nl/"])
def test_a_practice_without_an_address_is_left_out(client: Client, stray_partner: PartnerPage, url: str):
    kept, stray = make_practice("csci"), make_practice()
    translate(stray, "nl")
    stray.move(stray_partner, pos="last-child")
    assert PracticePage.objects.get(pk=stray.pk).url is None
    assert [link.partition("?")[0] for link in links(client, url)] == [kept.url]


def test_a_translation_without_an_address_leaves_the_original(client: Client):
    practice = make_practice()
    translated = translate(practice, "nl")
    Page.objects.filter(pk=translated.pk).update(url_path=Concat(Value("/elsewhere"), "url_path"))
    assert PracticePage.objects.get(pk=translated.pk).url is None
    assert links(client, partner_page(language="nl").url) == [f"{practice.url}?reader=nl"]


@pytest.mark.parametrize("place", ["home", "partner"])
def test_an_alias_is_not_taken_for_a_translation(client: Client, place: str):
    practice = make_practice(title="Gardening")
    practice.copy_for_translation(Locale.objects.get(language_code="nl"), alias=True)
    assert PracticePage.objects.get(alias_of=practice).live
    [card] = cards(client, {"home": "/nl/", "partner": partner_page(language="nl").url}[place])
    link = card.select_one("h3 a")
    assert (link["href"], link["hreflang"]) == (f"{practice.url}?reader=nl", "en")
    assert [badge.get_text() for badge in card.select(".badge [lang=en]")] == ["English"]
