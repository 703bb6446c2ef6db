"""`manage.py check` names the mistakes that a new kind of page or a new facet can make."""

from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from wagtail.models import PageManager

from search.facets.declared import COUNTRY, PRACTICE_FACETS
from search.facets.facet import Facet
from tests.recipe.models import EventPage

pytestmark = pytest.mark.once
MISTAKES = [
    ("kind", "news", "base.E001"),
    ("kind", "page", "base.E002"),
    ("card_template", "components/no-such-card.html", "base.E003"),
    ("date_field", "no_such_field", "base.E004"),
    ("date_field", "go_live_at", "base.E004"),
    ("body_fields", "programme", "base.E005"),
    ("body_fields", ("no_such_field",), "base.E005"),
    ("objects", PageManager(), "base.E006"),
]


def ids() -> list[str]:
    return [message.id for message in run_checks() if message.id.startswith(("base.", "search."))]


def test_the_site_as_it_is_has_no_mistake() -> None:
    assert ids() == []


@pytest.mark.parametrize(("attribute", "value", "expected"), MISTAKES)
def test_a_mistake_in_a_kind_of_page_is_named(
    monkeypatch: pytest.MonkeyPatch, attribute: str, value: object, expected: str
) -> None:
    monkeypatch.setattr(EventPage, attribute, value)
    assert ids() == [expected]


@pytest.fixture(params=[("country", "search.E001"), ("q", "search.E002"), ("reader", "search.E002")])
def mistaken_facet(request: pytest.FixtureRequest) -> Iterator[str]:
    name, expected = request.param
    facet = Facet(name, "Another", COUNTRY.values, COUNTRY.labels)
    PRACTICE_FACETS.append(facet)
    yield expected
    PRACTICE_FACETS.remove(facet)


def test_a_mistake_in_a_facet_is_named(mistaken_facet: str) -> None:
    assert ids() == [mistaken_facet]
