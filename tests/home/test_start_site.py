"""A new site: what it begins with before anybody has written a word."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation

import home.setup
from cms.base.languages import ensure_locales
from cms.base.models import SiteSettings
from home.demo.load import load_pages
from home.models import HomePage, MeetingIndexPage, NewsIndexPage, StandardPage
from practices.models import Concept, PartnerPage, PracticeIndexPage
from tests import databases
from tests.languages import configure

pytestmark = pytest.mark.once
LEGAL = {"Accessibility statement", "Privacy", "Contact", "Licence"}


@pytest.fixture(scope="module")
def own_empty_database(
    empty_database: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[str]:
    """Of this process: another one may be writing to its own."""
    own = databases.name_in(tmp_path_factory.getbasetemp(), f"empty_{databases.WORKER}")
    with django_db_blocker.unblock():
        databases.copy(empty_database, own)
        yield own
        databases.remove(own)


@pytest.fixture
def nothing_yet(own_empty_database: str, django_db_blocker: Any) -> Iterator[None]:
    """A database that has only been migrated."""
    with django_db_blocker.unblock(), databases.rolled_back(own_empty_database):
        yield


@pytest.fixture(scope="module")
def new_site_database(
    own_empty_database: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[str]:
    own = databases.name_in(tmp_path_factory.getbasetemp(), f"new_{databases.WORKER}")
    with django_db_blocker.unblock():
        databases.copy(own_empty_database, own)
        with databases.default_database(own), translation.override("en"):
            call_command("start_site", name="Ours & Co", verbosity=0)
        yield own
        databases.remove(own)


@pytest.fixture
def new_site(new_site_database: str, django_db_blocker: Any) -> Iterator[None]:
    """A database in which a site called "Ours & Co" has been started, in the languages of the project."""
    with django_db_blocker.unblock(), databases.rolled_back(new_site_database):
        yield


@pytest.fixture
def four_languages(settings: Any) -> tuple[str, ...]:
    """For two of them the project has neither words nor labels."""
    configure(settings, "de", "en", "sv", "uk")
    return ("de", "en", "sv", "uk")


def html(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.usefixtures("nothing_yet")
def test_it_is_complete_in_every_language(four_languages: tuple[str, ...], client: Client) -> None:
    call_command("start_site", name="Grüße & Co", verbosity=0)
    for model in (HomePage, PracticeIndexPage, NewsIndexPage, MeetingIndexPage):
        found = model.objects.live().values_list("locale__language_code", flat=True)
        assert sorted(found) == sorted(four_languages)
    for code in four_languages:
        front = html(client, f"/{code}/")
        assert front.html["lang"] == code
        assert front.title.text == "Welcome – Grüße & Co"
        menu = [link["href"] for link in front.select(".menu__list a")]
        assert menu == [f"/{code}/practices/", f"/{code}/news/", f"/{code}/meetings/"]
        for url in (*menu, f"{menu[0]}?q=work&sort=title", f"/{code}/search/?q=work"):
            html(client, url)
    assert client.get("/").headers["Location"] == "/de/"
    assert "There are no practices yet." in html(client, "/en/practices/").get_text()
    assert client.get("/sitemap-pages.xml").content.count(b"<loc>") == 4 * len(four_languages)
    slugs = HomePage.objects.order_by("path").values_list("slug", flat=True)
    assert list(slugs) == ["home", "home-en", "home-sv", "home-uk"]
    # Texts without translation are left to the translators; those in German can be edited on the pages themselves.
    assert set(StringTranslation.objects.values_list("locale__language_code", flat=True)) == {"en"}


@pytest.mark.usefixtures("new_site")
def test_it_says_nothing_about_another_project(client: Client) -> None:
    site = SiteSettings.objects.get()
    assert (site.name, site.tagline, site.grant_period) == ("Ours & Co", {}, "")
    assert Site.objects.get().site_name == "Ours & Co"
    for code in ("en", "nl", "it", "lt", "es"):
        for page in Page.objects.live().filter(depth__gt=1, locale__language_code=code):
            words = html(client, page.url).get_text()
            assert not re.search("New Times|Erasmus|European|Nuovi|Nieuwe Europ|Nauji Europ|Nuevos ciudadanos", words)
    assert not PartnerPage.objects.exists()


@pytest.mark.usefixtures("new_site")
def test_legal_pages_are_drafts_to_complete(client: Client) -> None:
    assert set(StandardPage.objects.filter(locale__language_code="en").values_list("title", flat=True)) == LEGAL
    assert not StandardPage.objects.live().exists()
    for page in StandardPage.objects.all():
        assert page.show_in_footer
        draft = page.get_latest_revision_as_object().body.render_as_block()
        assert "[" in draft
        assert "{" not in draft
        assert client.get(page.url).status_code == 404
    statement = StandardPage.objects.get(slug="toegankelijkheid")
    assert "website van Ours &amp; Co." in statement.body.render_as_block()
    StandardPage.objects.get(slug="accessibility").get_latest_revision().publish()  # the original first
    statement.get_latest_revision().publish()
    assert "Toegankelijkheidsverklaring" in html(client, statement.url).get_text()


@pytest.mark.usefixtures("new_site")
def test_the_second_time_nothing_changes() -> None:
    HomePage.objects.get(slug="home-nl").delete()
    StandardPage.objects.get(slug="contact", locale__language_code="en").delete()
    Concept.objects.get(slug="refugees").delete()
    SiteSettings.objects.update(name="Edited")

    def state() -> list[list[Any]]:
        models = (Page, Concept, Locale, Site, SiteSettings, StringTranslation)
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = state()
    call_command("start_site", name="Again", verbosity=0)
    assert state() == before


@pytest.mark.usefixtures("nothing_yet")
def test_all_of_it_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise KeyError("licence")

    usual = home.setup.ensure_child
    monkeypatch.setattr(
        home.setup, "ensure_child", lambda *args: fail() if args[2] == "pages/licence" else usual(*args)
    )
    before = list(Page.objects.values_list("pk", flat=True)), list(Site.objects.values_list("pk", flat=True))
    with pytest.raises(KeyError):
        call_command("start_site", verbosity=0)
    after = list(Page.objects.values_list("pk", flat=True)), list(Site.objects.values_list("pk", flat=True))
    assert after == before
    assert not Concept.objects.exists()


@pytest.mark.sample(0)
@pytest.mark.usefixtures("nothing_yet", "four_languages")
def test_the_demonstration_has_its_own_words(client: Client) -> None:
    load_pages(ensure_locales(), lambda text: None, illustrated=False)
    site = SiteSettings.objects.get()
    assert (site.name, site.grant_period) == ("New Times", "2014-2020")
    assert site.tagline["en"].startswith("Good practices")
    for code in ("de", "sv"):
        assert "Erasmus+" in html(client, f"/{code}/").get_text()
    assert html(client, StandardPage.objects.get(slug="privacy", locale__language_code="de").url)
    assert not StandardPage.objects.filter(locale__language_code="sv").exists()


@pytest.mark.usefixtures("nothing_yet")
def test_languages_and_directions_are_declared(settings: Any, client: Client) -> None:
    configure(settings, "en", "dv", "pt-br")
    call_command("start_site", verbosity=0)
    attributes = {code: html(client, f"/{code}/").html.attrs for code in settings.LANGUAGE_CODES}
    assert attributes == {
        "en": {"lang": "en", "dir": "ltr"},
        "dv": {"lang": "dv", "dir": "rtl"},
        "pt-br": {"lang": "pt-BR", "dir": "ltr"},
    }
    front = html(client, "/en/")
    links = [(link["lang"], link.get("dir"), link["hreflang"]) for link in front.select("#languages a")]
    assert links == [("en", "ltr", "en"), ("dv", "rtl", "dv"), ("pt-BR", "ltr", "pt-BR")]
    alternates = [link["hreflang"] for link in front.select("link[rel=alternate][hreflang]")]
    assert alternates == ["en", "dv", "pt-BR", "x-default"]
    assert b'hreflang="pt-BR"' in client.get("/sitemap-pages.xml").content


@pytest.mark.usefixtures("nothing_yet")
def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(CommandError, match="at most 80 characters"):
        call_command("start_site", name="x" * 81, verbosity=0)
    assert not HomePage.objects.exists()
