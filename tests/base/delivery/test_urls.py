"""The URLs in the page layout are the same as Wagtail's, with one site and with several."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from wagtail.models import Page, Site

from cms.base.delivery.related_pages import RelatedPage, with_translations
from cms.base.delivery.urls import full_url_of, url_of
from home.models import HomePage, StandardPage
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def pages() -> None:
    """A practice in two languages, an alias, a slug that is not ASCII, and a page that belongs to no site."""
    move_site(80)
    translate(make_practice(), "nl")
    home = english_home()
    garden = home.add_child(instance=StandardPage(title="Jardín", slug="jardín"))
    garden.create_alias(parent=home, update_slug="alias")
    Page.objects.get(depth=1).add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))


@pytest.fixture
def below_a_prefix() -> Iterator[None]:
    prefix = get_script_prefix()
    set_script_prefix("/times/")
    yield
    set_script_prefix(prefix)


def english_home() -> Page:
    return Site.objects.get(is_default_site=True).root_page


def move_site(port: int) -> None:
    site = Site.objects.get()
    site.hostname, site.port = "one.example", port
    site.save()


def all_pages() -> list[tuple[RelatedPage, Page]]:
    pages = Page.objects.in_bulk()
    return [(row, pages[row.pk]) for row in with_translations("w.depth > %s", [0])]


def request(host: str = "one.example") -> HttpRequest:
    return RequestFactory().get("/en/", SERVER_NAME=host)


def assert_as_wagtail(*requests: HttpRequest | None) -> set[str]:
    """Compares all URLs, including full ones."""
    seen = set()
    for asked in requests:
        for row, page in all_pages():
            urls = page.get_url(asked) or "", page.get_full_url(asked) or ""
            assert (url_of(row, asked), full_url_of(row, asked)) == urls
            assert (url_of(page, asked), full_url_of(page, asked)) == urls
            seen |= set(urls)
    return seen


@pytest.mark.parametrize("language", ["en", "nl"])
def test_one_site(language: str):
    with translation.override(language):
        seen = assert_as_wagtail(request(), request("elsewhere.example"), None)
    assert {"/en/", "/nl/", "/en/alias/", "/en/jard%C3%ADn/", "http://one.example/nl/", ""} <= seen


def test_no_language():
    with translation.override(None):
        assert_as_wagtail(request(), None)


def test_below_a_prefix(below_a_prefix: None):
    assert {"/times/en/", "/times/nl/"} <= assert_as_wagtail(request(), None)


def test_another_port():
    move_site(8080)
    assert "http://one.example:8080/nl/" in assert_as_wagtail(request())


@pytest.mark.parametrize("root", ["elsewhere", "about"])
def test_another_site(root: str):
    """With a home page of its own, or below that of the first site."""
    page = Page.objects.get(slug=root, locale__language_code="en")
    Site.objects.create(hostname="two.example", root_page=page)
    seen = assert_as_wagtail(request(), request("two.example"), None)
    assert {"/en/", "http://one.example/en/", "http://two.example/en/"} <= seen


def test_two_sites_with_one_home_page():
    Site.objects.create(hostname="two.example", root_page=english_home())
    assert "http://two.example/en/" in assert_as_wagtail(request(), request("two.example"), None)


def test_no_site_at_all():
    Site.objects.all().delete()
    assert assert_as_wagtail(request(), None) == {""}
