"""The links of a facet are built without a template, but are safe HTML in the reader's language all the same."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from practices.models import Concept
from search.templatetags.facet_tags import facet_values
from search.web.presentation import Bucket
from tests.factories import make_practice

pytestmark = pytest.mark.once

ODD = """<b>"A" & 'B'</b>"""


def shown(*buckets: Bucket, facet: str = "country", of_practices: bool = True) -> BeautifulSoup:
    return BeautifulSoup(facet_values(facet, buckets, of_practices), "html.parser")


def test_values_and_labels_are_escaped() -> None:
    item = shown(Bucket(ODD, ODD, 1, False, f"?country=a&q={ODD}"), facet=ODD)
    assert [tag.name for tag in item.find_all(True)] == ["li", "a", "span", "span", "span"]
    assert item.a["href"] == f"?country=a&q={ODD}"
    assert item.a["id"] == f"facet-{ODD}-{ODD}"
    assert item.select_one(".facet__label").get_text(strip=True) == ODD


@pytest.mark.django_db
def test_labels_of_terms_are_escaped() -> None:
    term = Concept.objects.get(scheme="country", slug="it")
    term.labels["en"] = ODD
    term.save()
    make_practice(countries=["it"])
    html = Client().get("/en/practices/?country=it").content.decode()
    assert ODD not in html
    soup = BeautifulSoup(html, "html.parser")
    assert ODD in soup.select_one("#facet-country-it .facet__label").get_text()
    assert ODD in soup.select_one(".chip").get_text()
    assert not soup.select(".facet b, .chip b")


def test_selected_values_are_marked() -> None:
    free, selected = shown(
        Bucket("it", "Italy", 2, False, "?country=it"), Bucket("lt", "Lithuania", 0, True, "?")
    ).find_all("a")
    assert "aria-current" not in free.attrs
    assert not free.select(".facet__label .visually-hidden")
    assert selected["aria-current"] == "true"
    assert selected.select_one(".facet__label").get_text() == "Remove filter: Lithuania"


COUNTED = {
    True: "{{ counter }} practice{% plural %}{{ counter }} practices",
    False: "{{ counter }} result{% plural %}{{ counter }} results",
}


@pytest.mark.parametrize("of_practices", [True, False])
def test_counts_are_announced_in_the_readers_language(of_practices: bool) -> None:
    """As in a template, with all the plural forms of Lithuanian."""
    counts = [0, 1, 2, 11, 21, 1234]
    buckets = [Bucket(str(count), "A", count, False, "?") for count in counts]
    text = f"{{% load i18n %}}{{% blocktranslate count counter=n %}}{COUNTED[of_practices]}{{% endblocktranslate %}}"
    announced = {}
    for language in settings.LANGUAGE_CODES:
        with translation.override(language):
            items = shown(*buckets, of_practices=of_practices)
            expected = [Template(text).render(Context({"n": count})) for count in counts]
        announced[language] = [item.get_text() for item in items.select("a > .visually-hidden")]
        assert announced[language] == expected
        assert [item.get_text() for item in items.select(".facet__count")] == list(map(str, counts))
    assert len({tuple(texts) for texts in announced.values()}) == len(announced)
    assert announced["en"][:2] == (["0 practices", "1 practice"] if of_practices else ["0 results", "1 result"])
