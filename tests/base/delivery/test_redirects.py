from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from practices.models import PracticeIndexPage

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("query", ["", "?q=kalbos&country=lt"])
def test_a_page_whose_slug_has_changed_is_found_with_its_search(
    client: Client, query: str, django_capture_on_commit_callbacks: Any
) -> None:
    index = PracticeIndexPage.objects.get(locale__language_code="lt")
    before = index.url
    index.slug = "patirtis"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()
    response = client.get(f"{before}{query}")
    assert (response.status_code, response["Location"]) == (301, f"/lt/patirtis/{query}")


@pytest.mark.parametrize(
    ("old", "new", "asked", "answer"),
    [
        ("/en/old", "/en/about/#contact", "/en/old/?q=x", "/en/about/?q=x#contact"),
        ("/en/old", "http://testserver/en/about/", "/en/old/?q=x", "http://testserver/en/about/?q=x"),
        ("/en/old", "/en/about/?a=b", "/en/old/?q=x", "/en/about/?a=b"),
        ("/en/old?id=7", "/en/about/", "/en/old/?id=7", "/en/about/"),
        ("/en/old?a=b&id=7", "/en/about/", "/en/old/?id=7&a=b", "/en/about/"),
        ("/en/old", "https://example.org/", "/en/old/?q=x", "https://example.org/"),
        ("/en/old", "//example.org/", "/en/old/?q=x", "//example.org/"),
    ],
)
def test_which_addresses_take_the_query(client: Client, old: str, new: str, asked: str, answer: str) -> None:
    Redirect.objects.create(old_path=old, redirect_link=new)
    assert client.get(asked)["Location"] == answer


def test_what_never_existed_is_not_found(client: Client) -> None:
    assert client.get("/lt/nothing-here/?q=kalbos").status_code == 404
