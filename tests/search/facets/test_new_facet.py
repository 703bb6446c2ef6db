"""A new facet is one declaration: it then filters, is on a practice's page, and makes practices similar."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from practices.models import Concept
from search.facets.declared import PRACTICE_FACETS
from search.facets.facet import vocabulary_facet
from tests.factories import make_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def setting() -> Iterator[Concept]:
    """Declares the facet. Returns one of its terms."""
    facet = vocabulary_facet("setting", "Setting", "learning_settings", Concept.Scheme.SETTING)
    assert facet.name not in [declared.name for declared in PRACTICE_FACETS]  # or this would test nothing
    PRACTICE_FACETS.append(facet)
    yield Concept.objects.filter(scheme=Concept.Scheme.SETTING).first()
    PRACTICE_FACETS.remove(facet)


def test_it_filters_a_search(client: Client, setting: Concept):
    has, _lacks = make_practice(learning_settings=[setting.slug]), make_practice()
    found = client.get("/en/practices/", {"setting": setting.slug, "format": "json"}).json()
    assert [result["id"] for result in found["results"]] == [str(has.translation_key)]
    assert {"value": setting.slug, "label": setting.label("en"), "count": 1, "selected": True} in found["facets"][
        "setting"
    ]


def test_its_terms_on_a_practices_page_link_to_the_search(client: Client, setting: Concept):
    page = BeautifulSoup(client.get(make_practice(learning_settings=[setting.slug]).url).content, "html.parser")
    [link] = [a for a in page.select(".facts a") if a.get_text(strip=True) == setting.label("en")]
    assert link["href"] == f"/en/practices/?setting={setting.slug}"


def test_it_makes_practices_similar(client: Client, setting: Concept):
    page = make_practice(learning_settings=[setting.slug], title="The first")
    make_practice(learning_settings=[setting.slug], title="Shares one thing more")
    make_practice(title="Shares one thing less")
    shown = BeautifulSoup(client.get(page.url).content, "html.parser").select(".similar .card__title")
    assert [title.get_text(strip=True) for title in shown] == ["Shares one thing more", "Shares one thing less"]
