"""The explorer loads no page for each translation that it lists. (wagtail-localize takes two queries for each.)"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import PartnerPage
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.sample(1)
@pytest.mark.parametrize("username", ["coordinator", "translator-nl"])
def test_originals_are_not_loaded(signed_in: Callable[[str], Client], username: str) -> None:
    client, parent = signed_in(username), partner_page("csci", "nl")

    def add(count: int) -> None:
        for number in range(count):
            translate(make_practice("csci", title=f"Practice {number}"), "nl")

    def queries(page: PartnerPage) -> list[str]:
        client.get(reverse("wagtailadmin_explore", args=[page.pk]))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
        pages = 'SELECT "wagtailcore_page"."id", "wagtailcore_page"."path"'
        return [query["sql"] for query in captured if query["sql"].startswith(pages)]

    add(2)
    few = queries(parent)
    add(5)
    many = queries(parent)
    assert len(many) == len(few), "\n".join(sql[:300] for sql in many)
