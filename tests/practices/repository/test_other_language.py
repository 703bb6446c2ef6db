"""Who reads a practice, or news, in another language than their own is told so, and finds the way back."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from cms.base.models import SiteSettings
from home.models import NewsIndexPage, NewsPage
from practices.models import PracticeIndexPage, PracticeLink, PracticePage
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def index_url(language: str) -> str:
    return PracticeIndexPage.objects.get(locale__language_code=language).url


@pytest.fixture
def italian() -> PracticePage:
    return make_practice("csci", language="it", title="Caffè delle lingue")


@pytest.mark.parametrize("place", ["results", "partner", "home"])
def test_a_card_tells_who_reads(client: Client, italian: PracticePage, place: str):
    places = {"results": index_url("nl"), "partner": partner_page("csci", "nl").url, "home": "/nl/"}
    [link] = [
        a["href"] for a in shown(client, places[place]).select(".card a, .proof a") if a.get_text() == italian.title
    ]
    assert link == f"{italian.url}?reader=nl"
    dutch = translate(italian, "nl", title="Taalcafé")
    [link] = [
        a["href"] for a in shown(client, places[place]).select(".card a, .proof a") if a.get_text() == dutch.title
    ]
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
    [back] = note.select("a")
    assert (back["href"], back["hreflang"]) == (index_url("nl"), "nl")
    own = page.select_one("#languages a[hreflang=it]")
    assert own["href"] == italian.url
    assert page.select_one("link[rel=canonical]")["href"] == italian.full_url
    plain = shown(client, italian.url)
    assert page.select("link[hreflang]") == plain.select("link[hreflang]")
    assert not plain.select(".note")


@pytest.mark.sample(3)
@pytest.mark.parametrize("reader", ["it", "lt", "xx", "", "nl%00", "<b>"])
def test_nobody_else_sees_the_note(client: Client, italian: PracticePage, reader: str):
    translate(italian, "lt")
    assert not shown(client, f"{italian.url}?reader={reader}").select(".note")


def test_nor_readers_of_a_language_that_is_not_offered(client: Client, italian: PracticePage):
    SiteSettings.objects.update(languages=["en", "it"])
    assert not shown(client, f"{italian.url}?reader=nl").select(".note")


def switcher(client: Client, url: str) -> dict[str, str]:
    return {link["lang"]: link["href"] for link in shown(client, url).select(".languages a")}


@pytest.mark.sample(3)
@pytest.mark.parametrize("query", ["", "?reader=nl", "?reader=lt", "?reader=it", "?reader=xx"])
def test_the_language_can_be_changed_on_the_page(client: Client, italian: PracticePage, query: str):
    """And never leads to a page that speaks to readers of another language than its own."""
    lithuanian = translate(italian, "lt", title="Kalbų kavinė")
    expected = {
        "en": f"{italian.url}?reader=en",
        "nl": f"{italian.url}?reader=nl",
        "it": italian.url,
        "lt": lithuanian.url,
        "es": f"{italian.url}?reader=es",
    }
    assert switcher(client, italian.url + query) == expected
    assert switcher(client, lithuanian.url + query) == expected


def test_the_language_that_it_is_shown_in_is_said(client: Client, italian: PracticePage):
    [dutch] = [a for a in shown(client, italian.url).select(".languages a") if a["lang"] == "nl"]
    with translation.override("it"):
        assert gettext("Italian").lower() in dutch.select_one(".visually-hidden").get_text()


@pytest.mark.parametrize("place", ["results", "partner", "home"])
def test_readers_get_the_first_of_the_sites_languages(client: Client, place: str):
    """Whatever their browser prefers, and whichever language it was written in."""
    dutch = make_practice("csci", language="nl", title="Taalcafé")
    english = translate(dutch, "en", title="Language cafe")
    places = {"results": index_url("it"), "partner": partner_page("csci", "it").url, "home": "/it/"}
    answers = {
        client.get(places[place], HTTP_ACCEPT_LANGUAGE=language).content for language in ("nl", "it", "lt, en;q=0.5")
    }
    assert len(answers) == 1
    cards = BeautifulSoup(answers.pop(), "html.parser").select(".card, .proof")
    [card] = [card for card in cards if english.title in card.text]
    assert card.select_one("h2 a, h3 a")["href"] == f"{english.url}?reader=it"
    assert card.select_one(".badge [lang]").get_text() == "English"


@pytest.mark.parametrize("path", ["/nl/", "/nl/nieuws/"])
def test_news_is_listed_once_in_every_language(client: Client, path: str):
    index = NewsIndexPage.objects.get(locale__language_code="it")
    assert index.get_translations().get(locale__language_code="nl").url == "/nl/nieuws/"
    news = index.add_child(instance=NewsPage(title="Incontro", summary="A Roma.", locale=index.locale))

    def listed() -> list[tuple[str, list[str]]]:
        cards = [card for card in shown(client, path).select(".card") if card.select("time")]
        urls = [card.select_one("h2, h3").a["href"] for card in cards]
        assert len(urls) == len(set(urls))
        return [
            (url, [badge.get_text() for badge in card.select(".badge [lang]")])
            for url, card in zip(urls, cards, strict=True)
            if news.slug in url
        ]

    assert listed() == [(f"{news.url}?reader=nl", ["Italiano"])]
    [note] = shown(client, f"{news.url}?reader=nl").select(".note")
    assert note.a["href"] == "/nl/nieuws/"
    for code, badges in (("en", ["English"]), ("nl", [])):
        translated = news.copy_for_translation(index.get_translations().get(locale__language_code=code).locale)
        translated.save_revision().publish()
        assert listed() == [(f"{translated.url}?reader=nl" if badges else translated.url, badges)]


def test_free_texts_of_the_facts_are_marked(client: Client, italian: PracticePage):
    words = {"area": "Firenze", "organisations": "Scuola\nComune", "funding": "Regione"}
    for name, value in words.items():
        setattr(italian, name, {"it": value})
    italian.links = [
        PracticeLink(url="https://example.org/a", label={"it": "Guida"}),
        PracticeLink(url="https://example.org/b"),
    ]
    italian.save_revision().publish()
    own, dutch = shown(client, italian.url), shown(client, translate(italian, "nl").url)
    marked = [tag.get_text(strip=True) for tag in dutch.select(".facts dd[lang=it], .take-away a[lang=it]")]
    assert marked == ["Firenze", "Scuola", "Comune", "Regione", "Guida"]
    assert not own.select(".facts [lang], .take-away [lang]")
    assert [link.get_text(strip=True) for link in own.select(".take-away a")[:2]] == ["Guida", "example.org"]
    assert "Vluchtelingen" in dutch.select_one(".facts").get_text()  # terms are in the page's language
