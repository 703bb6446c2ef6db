"""Old URLs redirect to the page's current URL in one step, or are not found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, StandardPage
from practices.models import PartnerPage, PracticePage
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Committing = Callable[..., Any]


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Any) -> Callable[[Page, str], None]:
    def rename_page(page: Page, slug: str) -> None:
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename_page


def answer(client: Client, url: str) -> tuple[int, str]:
    response = client.get(url)
    return response.status_code, response.get("Location", "")


def standing_page(title: str, parent: Page | None = None) -> StandardPage:
    parent = parent or HomePage.objects.get(locale__language_code="en")
    page = parent.add_child(instance=StandardPage(title=title))
    page.save_revision().publish()
    return page


def now(page: Page) -> str:
    return type(page).objects.get(pk=page.pk).url


def test_a_slug_that_changes_twice_leads_to_the_newest_in_one_step(client: Client, rename: Any):
    page = make_practice(title="First")
    first = page.url
    rename(page, "second")
    second = now(page)
    rename(page, "third")
    third = now(page)
    assert answer(client, first) == answer(client, second) == (301, third)
    assert answer(client, f"{first}?reader=nl&q=x") == (301, f"{third}?reader=nl&q=x")
    assert answer(client, third)[0] == 200


def test_a_slug_that_changes_back_is_no_loop(client: Client, rename: Any):
    page = make_practice(title="First")
    first = page.url
    rename(page, "second")
    second = now(page)
    rename(page, "first")
    assert answer(client, first)[0] == 200
    assert answer(client, second) == (301, first)


def test_what_is_below_a_moved_page_moves_with_it(client: Client, django_capture_on_commit_callbacks: Any):
    page, target = standing_page("Garden"), standing_page("Outdoors")
    below = standing_page("Shed", page)
    before = page.url, below.url
    with django_capture_on_commit_callbacks(execute=True):
        page.move(target, pos="last-child")
    assert [answer(client, each) for each in before] == [
        (301, "/en/outdoors/garden/"),
        (301, "/en/outdoors/garden/shed/"),
    ]


def test_a_translation_leads_to_itself(client: Client, rename: Any):
    original = make_practice(title="Gardening")
    translated = translate(original, "lt", title="Sodininkystė", slug="sodininkyste")
    before = translated.url
    rename(translated, "darzai")
    assert answer(client, before) == (301, now(translated))
    assert now(translated).startswith("/lt/")
    assert answer(client, original.url)[0] == 200


def test_practices_move_with_their_partner_in_every_language(client: Client, rename: Any):
    pages = [make_practice(title="Gardening")]
    pages += [translate(pages[0], code) for code in ("nl", "lt")]
    before = [page.url for page in pages]
    for code in ("en", "nl", "lt"):
        rename(partner_page(language=code), f"renamed-{code}")
    assert [answer(client, each) for each in before] == [(301, now(page)) for page in pages]
    assert all("/renamed-" in now(page) for page in pages)


def test_a_page_wins_over_the_redirect_from_its_url(client: Client, rename: Any):
    moved = standing_page("Garden")
    before = moved.url
    rename(moved, "elsewhere")
    StandardPage.objects.get(pk=moved.pk).delete()
    assert answer(client, before)[0] == 404
    successor = standing_page("Garden")
    assert successor.url == before
    assert answer(client, before)[0] == 200


def test_a_page_that_is_moved_away_again_leads_to_its_new_place_and_not_to_its_predecessors(
    client: Client, rename: Any
):
    first = standing_page("Garden")
    before = first.url
    rename(first, "elsewhere")
    second = standing_page("Garden")
    assert answer(client, before)[0] == 200
    rename(second, "another-place")
    assert answer(client, before) == (301, now(second))


def test_nothing_leads_to_a_page_that_is_not_there(client: Client, rename: Any):
    page = make_practice(title="Gardening")
    translated = translate(page, "lt")
    before = page.url, translated.url
    rename(page, "renamed")
    rename(translated, "pervadinta")
    PracticePage.objects.get(pk=page.pk).unpublish()
    assert [answer(client, each) for each in before] == [(404, ""), (404, "")]


def test_nothing_leads_to_a_page_in_a_language_that_is_not_offered(client: Client, rename: Any):
    page = PartnerPage.objects.get(pk=partner_page(language="lt").pk)
    before = page.url
    rename(page, "pervadinta")
    HomePage.objects.get(locale__language_code="lt").unpublish()
    assert answer(client, before)[0] == 404


def test_the_new_url_of_a_private_page_is_told_to_its_readers_only(
    client: Client, rename: Any, signed_in: Callable[[str], Client]
):
    page = make_practice(title="Gardening")
    before = page.url
    rename(page, "secret-name")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert answer(client, before) == (404, "")
    assert answer(signed_in("coordinator"), before)[0] == 301
