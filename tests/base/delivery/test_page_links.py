"""A link in a text leads to a page that its reader can see, or is plain text."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import expand_db_html

from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TEXT = "Read this"


def standing_page(title: str, body: Any = (), **values: Any) -> StandardPage:
    home = HomePage.objects.get(locale__language_code="en")
    return home.add_child(instance=StandardPage(title=title, body=list(body), **values))


def link(page: Page) -> str:
    return f'<p><a linktype="page" id="{page.pk}">{TEXT}</a></p>'


def standing_page_with(text: str) -> Page:
    return standing_page("With a link", [{"type": "paragraph", "value": text}])


def news_with(text: str) -> Page:
    parent = NewsIndexPage.objects.get(locale__language_code="en")
    body = [{"type": "paragraph", "value": text}]
    return parent.add_child(instance=NewsPage(title="News", summary="S", date="2026-01-01", body=body))


def partner_with(text: str) -> Page:
    page = partner_page("kpmpc")
    page.body = text
    page.save()
    return page


KINDS: dict[str, Callable[[str], Page]] = {
    "standing page": standing_page_with,
    "news": news_with,
    "partner": partner_with,
    "practice": lambda text: make_practice(activities=text),
}


def href(page: Page, client: Client | None = None, url: str = "") -> str | None:
    response = (client or Client()).get(url or page.url)
    assert response.status_code == 200
    found = [each for each in BeautifulSoup(response.content, "html.parser").find_all("a") if each.string == TEXT]
    assert len(found) == 1
    return found[0].get("href")


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", KINDS)
def test_a_link_is_one_while_its_page_can_be_seen(kind: str) -> None:
    target = standing_page("Target")
    page = KINDS[kind](link(target))
    assert href(page) == target.url
    target.unpublish()
    assert href(page) is None
    target.save_revision().publish()
    assert href(page) == target.url
    restriction = PageViewRestriction.objects.create(page=target, restriction_type="login")
    assert href(page) is None
    restriction.delete()
    assert href(page) == target.url
    StandardPage.objects.get(pk=target.pk).delete()
    assert href(page) is None


def test_in_the_readers_language_if_that_page_can_be_seen() -> None:
    target = make_practice(title="Target")
    dutch = translate(target, "nl")
    with translation.override("nl"):
        assert f'href="{dutch.url}"' in expand_db_html(link(target))
        dutch.unpublish()
        assert f'href="{target.url}"' in expand_db_html(link(target))
    type(target).objects.get(pk=target.pk).unpublish()
    assert "href" not in expand_db_html(link(target))


def test_a_translation_of_a_hidden_original_is_hidden() -> None:
    target = make_practice(title="Target")
    dutch = translate(target, "nl")
    Page.objects.filter(pk=target.pk).update(live=False)  # and the translation still is
    assert "href" not in expand_db_html(link(dutch))


def test_who_may_see_a_private_page_has_the_link(signed_in: Callable[[str], Client]) -> None:
    target = standing_page("Target")
    page = standing_page_with(link(target))
    PageViewRestriction.objects.create(page=target, restriction_type="login")
    assert href(page) is None
    assert href(page, signed_in("partner-csci")) == target.url
    assert href(page) is None  # the next visitor


def test_who_knows_the_password_has_the_link() -> None:
    target = standing_page("Target")
    page = standing_page_with(link(target))
    restriction = PageViewRestriction.objects.create(page=target, restriction_type="password", password="secret")
    visitor = Client()
    assert href(page, visitor) is None
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, target.pk])
    assert visitor.post(url, {"password": "secret", "return_url": target.url}).status_code == 302
    assert href(page, visitor) == target.url


@pytest.mark.sample(0)
def test_many_links_take_no_more_queries_than_one() -> None:
    counted = []
    for number in (1, 12):
        targets = [make_practice(title=f"Target {number}") for _ in range(number)]
        for target in targets:
            translate(target, "nl")
        targets[0].unpublish()
        html = "".join(map(link, targets))
        expand_db_html(html)
        with CaptureQueriesContext(connection) as captured, translation.override("nl"):
            assert expand_db_html(html).count("href") == number - 1
        counted.append([query["sql"] for query in captured])
    one, many = counted
    assert len(one) == len(many) <= 2, one


def test_editors_are_told_where_links_are_before_they_unpublish(signed_in: Callable[[str], Client]) -> None:
    target = standing_page("Target")
    standing_page_with(link(target))
    admin = signed_in("admin")
    for action in ("unpublish", "delete"):
        html = admin.get(reverse(f"wagtailadmin_pages:{action}", args=[target.pk])).content.decode()
        assert reverse("wagtailadmin_pages:usage", args=[target.pk]) in html
    assert "With a link" in admin.get(reverse("wagtailadmin_pages:usage", args=[target.pk])).content.decode()
