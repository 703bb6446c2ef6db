"""Requests that make no sense, and what a preview costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import BulkChange, Concept, PracticePage
from tests.factories import copy_practices, make_practice, translate
from tests.practices.bulk.work import URL, preview, published, term, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]


@pytest.mark.once
def test_bad_requests(coordinator: Client) -> None:
    page = published()
    for query in ("", "?id=", "?id=nonsense", f"?id={'9' * 30}", "?id=999999"):
        assert "No practices are selected" in coordinator.get(URL + query).text
    assert "What do you want to change?" in coordinator.get(url("nonsense", page)).text
    assert coordinator.post(url("nonsense", page), {"ids": page.pk, "confirmed": "1"}).status_code == 200
    assert coordinator.post(url("licence", page), {"ids": page.pk, "value": "x", "confirmed": "1"}).status_code == 200
    retired = Concept.objects.get(scheme="method", slug="counselling")
    Concept.objects.filter(pk=retired.pk).update(is_retired=True)
    coordinator.post(url("add-term", page), {"ids": page.pk, "term": retired.pk, "confirmed": "1"})
    coordinator.post(url("add-term", page), {"ids": page.pk, "term": "999999", "confirmed": "1"})
    assert not BulkChange.objects.exists()
    assert coordinator.put(reverse("undo_bulk_change", args=[1])).status_code == 405
    dutch = translate(page, "nl")  # has no facts: its original has
    assert "No practices are selected" in coordinator.get(url("licence", dutch)).text


@pytest.mark.once
def test_a_preview_of_many_takes_no_more_queries(coordinator: Client) -> None:
    pages = [published(title="A"), make_practice(live=False, title="B")]
    translate(pages[0], "nl")
    copy_practices(pages, 8)

    def taken() -> int:
        found = PracticePage.objects.filter(original_page=None)
        with CaptureQueriesContext(connection) as captured:
            preview(coordinator, "add-term", *found, term=term("method", "counselling"))
        return len(captured)

    taken()
    few = taken()
    copy_practices(pages, 90)
    assert taken() == few
