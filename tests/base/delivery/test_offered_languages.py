"""Visitors see only the languages offered: those ticked in the settings whose home page is live and public."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, Page, PageViewRestriction

from cms.base.models import SiteSettings
from home.models import HomePage, NewsIndexPage, NewsPage
from practices.models import PracticePage
from tests.factories import make_practice, partner_page, translate
from tests.home.test_frame import sitemap

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SPANISH = {"HTTP_ACCEPT_LANGUAGE": "es-MX,es;q=0.9,nl;q=0.5"}


def home(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def tick(*languages: str) -> None:
    settings = SiteSettings.objects.get()
    settings.languages = list(languages)
    settings.save()


def untick_spanish() -> None:
    tick("en", "nl", "it", "lt")


def unpublish_spanish() -> None:
    home("es").unpublish()


def make_spanish_private() -> None:
    PageViewRestriction.objects.create(page=home("es"), restriction_type=PageViewRestriction.LOGIN)


WITHOUT_SPANISH = [untick_spanish, unpublish_spanish, make_spanish_private]


@pytest.fixture
def practice() -> PracticePage:
    page = make_practice(title="Gardening")
    translate(page, "es", title="Jardinería")
    return page


def soup(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


def languages(page: BeautifulSoup, selector: str) -> set[str]:
    return {link["hreflang"] for link in page.select(selector)}


@pytest.mark.sample(2)
@pytest.mark.parametrize("without_spanish", WITHOUT_SPANISH)
def test_nothing_leads_to_a_language_that_is_not_offered(
    client: Client, practice: PracticePage, without_spanish: Callable[[], None]
):
    everything = {"en", "nl", "it", "lt", "es"}
    before = soup(client, practice.url)
    assert languages(before, ".languages a") == everything
    assert "es" in languages(before, "link[rel=alternate][hreflang]")
    assert any("/es/" in url for url in sitemap(client))
    assert client.get("/", **SPANISH)["Location"] == "/es/"
    without_spanish()
    after = soup(client, practice.url)
    assert languages(after, ".languages a") == everything - {"es"}
    assert "es" not in languages(after, "link[rel=alternate][hreflang]")
    assert not any("/es/" in url for entry in sitemap(client).items() for url in (entry[0], *entry[1].values()))
    assert client.get("/", **SPANISH)["Location"] == "/nl/"


@pytest.mark.sample(4)
@pytest.mark.parametrize("without_spanish", [untick_spanish, unpublish_spanish])
@pytest.mark.parametrize("kind", ["home", "practice", "search", "suggestions", "nothing"])
def test_its_urls_are_not_found_by_visitors(
    client: Client, practice: PracticePage, without_spanish: Callable[[], None], kind: str
):
    url = {
        "home": "/es/",
        "practice": practice.translated_pages.get().url,
        "search": "/es/search/?q=jardin",
        "suggestions": "/es/search/suggestions/?q=jardin",
        "nothing": "/es/nada/",
    }[kind]
    assert client.get(url).status_code == (404 if kind == "nothing" else 200)
    without_spanish()
    response = client.get(url)
    assert response.status_code == 404
    page = BeautifulSoup(response.content, "html.parser")
    assert page.html["lang"] == "en"
    assert not [link for link in page.select("a[href]") if link["href"].startswith("/es/")]


def test_a_private_home_page_asks_to_sign_in(client: Client, practice: PracticePage):
    make_spanish_private()
    assert client.get(practice.translated_pages.get().url).status_code == 302


@pytest.mark.parametrize("username", ["partner-es", "translator-es"])
def test_who_works_in_the_admin_sees_it_beforehand(
    signed_in: Callable[[str], Client], practice: PracticePage, username: str
):
    editor, spanish = signed_in(username), practice.translated_pages.get()
    untick_spanish()
    for url in ("/es/", spanish.url, "/es/search/?q=jardin"):
        assert soup(editor, url).html["lang"] == "es"
    unpublish_spanish()
    assert soup(editor, spanish.url).html["lang"] == "es"
    assert editor.get("/es/").status_code == 404  # a draft like any other
    assert editor.get("/es/practices/").status_code == 404  # and no English page at a Spanish URL


def test_a_new_language_is_not_served_before_it_has_a_home_page(client: Client, signed_in: Callable[[str], Client]):
    home("es").delete()
    for visitor in (client, signed_in("admin")):
        assert visitor.get("/es/").status_code == 404
    assert client.get("/", **SPANISH)["Location"] == "/nl/"
    assert "es" not in languages(soup(client, "/en/"), ".languages a")


def test_a_language_is_offered_with_its_home_page(client: Client):
    unpublish_spanish()
    home("es").save_revision().publish()
    assert client.get("/", **SPANISH)["Location"] == "/es/"
    assert client.get("/es/").status_code == 200


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("wanted", "found"), [("en-GB,lt", "/lt/"), ("es", "/nl/"), ("", "/nl/"), ("*", "/nl/"), ("x;q=y", "/nl/")]
)
def test_the_default_language_need_not_be_offered(client: Client, wanted: str, found: str):
    tick("lt", "nl")  # Dutch comes first in the order of the site
    assert client.get("/", HTTP_ACCEPT_LANGUAGE=wanted)["Location"] == found
    page = soup(client, "/lt/")
    assert page.select_one("link[hreflang=x-default]")["href"].endswith("/nl/")


def test_no_language_is_offered(client: Client):
    Page.objects.filter(depth=2).update(live=False)
    assert client.get("/", **SPANISH)["Location"] == "/en/"
    for path in ("/en/", "/es/", "/en/search/"):
        assert client.get(path).status_code == 404
    assert sitemap(client) == {}


def test_lists_show_what_can_be_read(client: Client):
    only_spanish = make_practice("csci", language="es", title="Huerto")
    also_italian = make_practice("csci", language="es", title="Jardín", countries=["es"])
    italian = translate(also_italian, "it", title="Giardino")
    untick_spanish()
    for path in ("/en/", partner_page("csci", "en").url):
        cards = soup(client, path).select(".card, .proof")
        titles = [card.h3.get_text(strip=True) for card in cards if card.h3]
        assert "Huerto" not in titles
        assert "Jardín" not in titles
        assert "Giardino" in titles
        assert not [a for card in cards for a in card.select("a") if "/es/" in a["href"]]
    facts = soup(client, italian.url).select_one(".facts").get_text()  # those of the original
    assert "Spagna" in facts
    assert client.get(only_spanish.url).status_code == 404


def test_news_that_cannot_be_read_is_not_listed(client: Client):
    index = NewsIndexPage.objects.get(locale__language_code="es")
    index.add_child(instance=NewsPage(title="Encuentro", summary="Resumen.", locale=index.locale))
    assert "Encuentro" in client.get("/en/news/").content.decode()
    untick_spanish()
    assert "Encuentro" not in client.get("/en/news/").content.decode()


@pytest.mark.usefixtures("english_admin")
@pytest.mark.parametrize("way", ["one", "many", "original"])
def test_who_unpublishes_a_home_page_is_told(signed_in: Callable[[str], Client], way: str):
    admin, page = signed_in("admin"), home("en" if way == "original" else "es")

    def asked() -> HttpResponse:
        if way == "many":
            return admin.get(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]), {"id": page.pk})
        url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        return admin.post(url) if way == "original" else admin.get(url)

    name = dict(django_settings.LANGUAGES)[page.locale.language_code]
    text = " ".join(asked().content.decode().split())
    assert f"This is the home page of a language: {name}. Without it, visitors are no longer offered" in text
    tick(*({"en", "nl", "it", "lt", "es"} - {page.locale.language_code}))
    assert "no longer offered" not in asked().content.decode()


@pytest.mark.usefixtures("english_admin")
def test_other_pages_take_no_language_along(signed_in: Callable[[str], Client]):
    url = reverse("wagtailadmin_pages:unpublish", args=[NewsIndexPage.objects.get(locale__language_code="es").pk])
    assert "no longer offered" not in signed_in("admin").get(url).content.decode()


def test_it_takes_no_query_more(client: Client, practice: PracticePage):
    """The settings come with the site, and the home pages with the page."""
    counted = []
    for change in (lambda: None, untick_spanish):
        change()
        client.get(practice.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(practice.url)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_locales_without_a_page_do_no_harm(client: Client):
    Locale.objects.filter(language_code="es").update(language_code="pt")
    assert client.get("/en/").status_code == 200
    assert not any("/pt/" in url for url in sitemap(client))


def test_who_prepares_a_language_is_told_that_visitors_do_not_see_it(
    signed_in: Callable[[str], Client], practice: PracticePage
) -> None:
    with translation.override("es"):
        note = gettext(
            "Visitors are not offered this language: only people who can sign in to the admin see this page."
        )
    url = practice.get_translations().get(locale__language_code="es").url
    editor = signed_in("coordinator")
    assert note not in editor.get(url).text
    untick_spanish()
    for path in (url, "/es/"):
        assert note in editor.get(path).text
        assert note not in Client().get(path).text  # not found
    assert note not in editor.get(practice.url).text


def test_the_home_page_lists_partners_that_its_language_lacks() -> None:
    english, dutch = partner_page("csci"), partner_page("csci", "nl")
    before = [link["href"] for link in soup(Client(), "/nl/").select(".partners a")]
    assert dutch.url in before
    dutch.unpublish()
    page = soup(Client(), "/nl/")
    after = [link["href"] for link in page.select(".partners a")]
    assert set(before) - {dutch.url} < set(after)
    assert len(after) == len(before)
    (fallback,) = set(after) - set(before)
    assert fallback == f"{english.url}?reader=nl"
    assert page.select_one(f'.partners a[href="{fallback}"]').find_parent("h3")["lang"] == "en"
