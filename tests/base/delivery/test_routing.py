"""A URL leads to the same page as with Wagtail's own routing, with the same restrictions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from cms.base.delivery.routing import find_page
from home.models import HomePage, StandardPage
from practices.models import PracticePage
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def get(page: Page):
    return Client().get(page.url)


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def asks_for_login(page: Page) -> bool:
    response = get(page)
    return response.status_code == 302 and "login" in response["Location"]


def test_the_same_page_as_by_wagtail():
    translate(make_practice(), "nl")
    for page in Page.objects.filter(depth__gt=1).select_related("locale"):
        language = page.locale.language_code
        path = page.url.removeprefix(f"/{language}/")
        with translation.override(language):
            by_wagtail = Page.route_for_request(RequestFactory().get(page.url), path).page
            found = find_page(RequestFactory().get(page.url), path)
        assert type(found) is type(by_wagtail)
        assert found == by_wagtail == page.specific
        assert found.is_known_open


def test_the_same_slug_in_several_places():
    first, second = make_practice("kpmpc", slug="garden"), make_practice("csci", slug="garden")
    nested = StandardPage(title="Garden", slug="garden")
    HomePage.objects.get(locale__language_code="en").add_child(instance=nested)
    for page in (first, second, nested):
        assert get(page).context["page"] == page


@pytest.mark.parametrize("path", ["/en/nothing/", "/en/practices/nothing/", "/en/kpmpc/", "/en/news/practices/"])
def test_no_such_page(path: str):
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("kind", [StandardPage, PracticePage])
def test_a_page_that_is_deleted_meanwhile(kind: type[Page]):
    """Between finding it and reading its own table."""
    translate(make_practice(), "nl")
    page = kind.objects.filter(locale__language_code="en")[0]
    deleted = []

    def delete_first(execute: Callable, sql: str, *rest: Any) -> Any:
        if kind._meta.db_table in sql and not deleted:
            deleted.append(page.title)
            Page.objects.get(pk=page.pk).delete()
        return execute(sql, *rest)

    with connection.execute_wrapper(delete_first):
        assert get(page).status_code == 404
    assert deleted


def test_a_draft_is_not_found_but_what_is_below_it_is():
    draft, practice = make_practice(live=False), make_practice()
    assert get(draft).status_code == 404
    partner_page().unpublish()
    assert get(partner_page()).status_code == 404
    assert get(practice).status_code == 200


@pytest.mark.sample(3)
@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_a_restriction_on_any_level(level: int):
    page = make_practice()
    restrict([*page.get_ancestors(), page][level])
    assert asks_for_login(page)


@pytest.mark.parametrize("level", [2, 3, 4])
def test_a_translation_is_as_private_as_its_original(level: int):
    page = make_practice()
    translated = translate(page, "nl")
    restrict([*page.get_ancestors(), page][level])
    assert asks_for_login(translated)


def test_an_alias_is_as_private_as_its_source():
    source = StandardPage(title="Source")
    home = HomePage.objects.get(locale__language_code="en")
    home.add_child(instance=source)
    alias = source.create_alias(parent=home, update_slug="alias")
    second = alias.create_alias(parent=home, update_slug="second")
    assert get(alias).status_code == get(second).status_code == 200
    restrict(source)
    assert asks_for_login(alias)
    assert asks_for_login(second)


def test_private_pages_are_in_no_menu_and_on_no_list():
    make_practice(title="Open garden")
    private = make_practice(title="Hidden garden")
    about = Page.objects.get(slug="about", locale__language_code="en")
    before = Client().get("/en/").content.decode()
    assert about.url in before
    assert "Hidden garden" in before
    restrict(private)
    restrict(about)
    after = Client().get("/en/").content.decode()
    assert about.url not in after
    assert "Hidden garden" not in after
    assert "Open garden" in after
    assert "Hidden garden" not in get(partner_page()).content.decode()


def test_a_private_translation_is_not_offered():
    page = make_practice()
    translated = translate(page, "nl", title="Besloten")
    assert translated.url in get(page).content.decode()
    restrict(translated)
    html = get(page).content.decode()
    assert translated.url not in html
    assert f'href="{page.url}?reader=nl"' in html  # what Dutch readers get instead


def test_a_private_partner_is_private_with_all_that_was_written_below_its_page_in_any_language():
    dutch = make_practice(title="Tuinieren", language="nl")
    italian = translate(dutch, "it", title="Giardinaggio")
    partner = partner_page("kpmpc", "nl")
    assert get(dutch).status_code == get(italian).status_code == get(partner).status_code == 200
    listed = Client().get("/nl/").content.decode()
    assert dutch.url in listed
    assert partner.url in listed
    restrict(partner_page("kpmpc", "en"))
    assert asks_for_login(dutch)
    assert asks_for_login(italian)
    assert asks_for_login(partner)
    for home in ("/nl/", "/it/"):
        listed = Client().get(home).content.decode()
        assert dutch.url not in listed
        assert italian.url not in listed
        assert partner.url not in listed
