"""The number of SQL queries does not grow with what is found or what is written."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.publishing import unsearched
from practices.models import PracticePage
from search.projection.indexing import update
from search.projection.project import project
from tests.factories import make_practice, translate

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/en/practices/",
    "/nl/praktijken/?q=gardening&country=it&country=lt&method=mentoring",
    "/en/practices/?sort=title&q=gardening",
    "/en/practices/?q=nothing-like-it",
    "/en/practices/?format=json",
    "/nl/praktijken/?format=json&q=gardening&country=it",
    "/en/search/?q=gardening",
]
MOST = 8
MOST_TO_PUBLISH = 15  # of which two take the clock, eight read what the pages say, and five write it down


def queries_of(address: str) -> int:
    """Without the savepoints that only tests have."""
    Client().get(address)  # what a process reads once
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(address)
    assert response.status_code == 200
    return sum(query["sql"].lstrip().startswith("SELECT") for query in captured.captured_queries)


def test_a_search_page() -> None:
    found = []
    for many in (5, 35):
        for number in range(many):
            page = make_practice(title=f"Gardening {number}", countries=["it", "lt"])
            if number < 3:
                translate(page, "nl")
        found.append({address: queries_of(address) for address in ADDRESSES})
    few, many = found
    assert few == many
    assert max(many.values()) <= MOST, many


def test_the_projection_of_many_practices() -> None:
    keys = []
    counted = []
    for many in (4, 12):
        for number in range(many):
            page = make_practice(["kpmpc", "csci"][number % 2], title=f"Gardening {number}", language="it")
            translate(page, "nl")
            keys.append(page.translation_key)
        for each in (project, update):
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                each(keys)
            counted.append(len(captured))
    assert counted[:2] == counted[2:]


def queries_to(do: str) -> int:
    """Of saving a draft of a practice with a translation, or of publishing it."""
    page = PracticePage.objects.get(title="Gardening")
    page.summary += "."
    with CaptureQueriesContext(connection) as captured:
        revision = page.save_revision()
    if do == "publish":
        with CaptureQueriesContext(connection) as captured:
            revision.publish()
    return len(captured)


@pytest.mark.parametrize(("do", "most"), [("publish", MOST_TO_PUBLISH), ("save", 0)])
def test_what_a_practice_costs_more_because_it_is_searched(do: str, most: int) -> None:
    translate(make_practice(title="Gardening"), "nl", title="Tuinieren")
    queries_to(do)  # what a process asks once
    searched = queries_to(do)
    with unsearched():
        without = queries_to(do)
    assert searched - without <= most
    assert (searched > without) == bool(most)
