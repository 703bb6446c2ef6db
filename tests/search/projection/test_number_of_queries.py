"""The number of SQL queries does not grow with the number of hits or of practices written."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.publishing import without_search
from practices.models import PracticePage
from search.projection.indexing import all_keys, update
from search.projection.project import project
from tests.factories import copy_practices, make_practice, translate

pytestmark = pytest.mark.django_db
URLS = [
    "/en/practices/",
    "/nl/praktijken/?q=gardening&country=it&country=lt&method=mentoring",
    "/en/practices/?sort=title&q=gardening",
    "/en/practices/?q=nothing-like-it",
    "/en/practices/?format=json",
    "/nl/praktijken/?format=json&q=gardening&country=it",
    "/en/search/?q=gardening",
]
MAX_QUERIES = 8
MAX_TO_PUBLISH = 19  # of which four are for the clock, ten read the pages, and five write the entries
MAX_TO_SAVE = 1  # which waits for the clock


def queries_of(url: str) -> int:
    """Only SELECTs: savepoints exist only in tests."""
    Client().get(url)  # fills the caches of the process
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(url)
    assert response.status_code == 200
    return sum(query["sql"].lstrip().startswith("SELECT") for query in captured.captured_queries)


@pytest.mark.once
def test_a_search_page() -> None:
    pages = [make_practice(title=title, countries=["it", "lt"]) for title in ("Gardening", "Gardening again")]
    translate(pages[0], "nl")
    found = []
    for more in (3, 20):
        copy_practices(pages, more)
        update(all_keys())
        found.append({url: queries_of(url) for url in URLS})
    few, many = found
    assert few == many
    assert max(many.values()) <= MAX_QUERIES, many


@pytest.mark.once
def test_the_projection_of_many_practices() -> None:
    pages = [make_practice(partner, title="Gardening", language="it") for partner in ("kpmpc", "csci")]
    for page in pages:
        translate(page, "nl")
    counted = []
    for more in (2, 12):
        copy_practices(pages, more)
        keys = list(PracticePage.objects.filter(original_page=None).values_list("translation_key", flat=True))
        for each in (project, update):
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                each(keys)
            counted.append(len(captured))
    assert counted[:2] == counted[2:]


def queries_to(action: str) -> int:
    """The number of queries to save a draft of a practice with a translation, or to publish it."""
    page = PracticePage.objects.get(title="Gardening")
    page.summary += "."
    with CaptureQueriesContext(connection) as captured:
        revision = page.save_revision()
    if action == "publish":
        with CaptureQueriesContext(connection) as captured:
            revision.publish()
    return len(captured)


@pytest.mark.parametrize(("action", "limit"), [("publish", MAX_TO_PUBLISH), ("save", MAX_TO_SAVE)])
def test_the_overhead_of_the_search(action: str, limit: int) -> None:
    translate(make_practice(title="Gardening"), "nl", title="Tuinieren")
    queries_to(action)  # fills the caches of the process
    searched = queries_to(action)
    with without_search():
        unsearched = queries_to(action)
    assert 0 < searched - unsearched <= limit
