from typing import Any

import pytest
from django.test import Client

from practices.models import PracticeIndexPage

pytestmark = pytest.mark.django_db


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


def test_what_never_existed_is_not_found(client: Client) -> None:
    assert client.get("/lt/nothing-here/?q=kalbos").status_code == 404
