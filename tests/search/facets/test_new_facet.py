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
def audience() -> Iterator[Concept]:
    """Declares the facet. Returns one of its terms."""
    facet = vocabulary_facet("audience", "Audience", "audiences", Concept.Scheme.AUDIENCE)
    PRACTICE_FACETS.append(facet)
    yield Concept.objects.filter(scheme=Concept.Scheme.AUDIENCE).first()
    PRACTICE_FACETS.remove(facet)


def test_it_filters_a_search(client: Client, audience: Concept):
    has, _lacks = make_practice(audiences=[audience.slug]), make_practice()
    found = client.get("/en/practices/", {"audience": audience.slug, "format": "json"}).json()
    assert [result["id"] for result in found["results"]] == [str(has.translation_key)]
    assert {"value": audience.slug, "label": audience.label("en"), "count": 1, "selected": True} in found["facets"][
        "audience"
    ]


def test_its_terms_on_a_practices_page_link_to_the_search(client: Client, audience: Concept):
    page = BeautifulSoup(client.get(make_practice(audiences=[audience.slug]).url).content, "html.parser")
    [link] = [a for a in page.select(".facts a") if a.get_text(strip=True) == audience.label("en")]
    assert link["href"] == f"/en/practices/?audience={audience.slug}"


def test_it_makes_practices_similar(client: Client, audience: Concept):
    page = make_practice(audiences=[audience.slug], title="The first")
    make_practice(audiences=[audience.slug], title="Shares one thing more")
    make_practice(title="Shares one thing less")
    shown = BeautifulSoup(client.get(page.url).content, "html.parser").select(".similar .card__title")
    assert [title.get_text(strip=True) for title in shown] == ["Shares one thing more", "Shares one thing less"]
