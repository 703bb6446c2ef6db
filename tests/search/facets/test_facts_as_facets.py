"""Period, evidence level and audience as facets, and the facts of a practice as text that can be searched."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from practices.repository.choices import EvidenceLevel
from search.alerts.topic import described
from search.models import SearchEntry
from search.projection import new_year
from tests.factories import make_practice
from tests.search.site import PRACTICES, search

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def facets_of(page: Any) -> dict[str, list[str]]:
    return SearchEntry.objects.get(key=page.translation_key).facets


def page_of(path: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(path).content, "html.parser")


@pytest.mark.parametrize(
    ("facts", "periods"),
    [
        ({"start_year": 1998, "end_year": 2014}, ["1990s", "2000s", "2010s"]),
        ({"start_year": 2012}, ["2010s"]),
        ({"end_year": 2009}, ["2000s"]),
        ({"start_year": 2012, "ongoing": True}, ["2010s", "2020s", "ongoing"]),
        ({"ongoing": True}, ["2020s", "ongoing"]),
        ({}, []),
        ({"start_year": 2031, "ongoing": True}, ["2030s", "ongoing"]),
    ],
)
def test_the_periods_of_a_practice(facts: dict[str, Any], periods: list[str]) -> None:
    assert facets_of(make_practice(**facts))["period"] == periods


def test_an_ongoing_practice_gets_the_next_decade_at_new_year(monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_practice(start_year=2028, end_year=None, ongoing=True)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 1, 1))
    monkeypatch.setattr(new_year, "_done", {"year": 2029})
    new_year.update_ongoing()
    assert facets_of(page)["period"] == ["2020s", "2030s", "ongoing"]
    assert search("2030")["total"] == 1


def test_values_have_labels_in_the_readers_language_and_bad_ones_are_ignored() -> None:
    make_practice(evidence_level="promising", audiences=["teachers"], start_year=1998, end_year=2001)
    make_practice(evidence_level="institutionalised", audiences=["mentors"], start_year=2002, ongoing=True)
    found = search(evidence_level="promising", audience="teachers", period=["1990s", "no-such-decade"])
    assert found["total"] == 1
    assert [(b["value"], b["selected"]) for b in found["facets"]["period"]] == [("2000s", False), ("1990s", True)]
    facets = search(reader="nl")["facets"]
    assert [b["label"] for b in facets["evidence_level"]] == ["Structureel ingebed", "Veelbelovende praktijk"]
    assert [b["label"] for b in facets["period"]] == ["Lopend", "2020–2029", "2010–2019", "2000–2009", "1990–1999"]
    assert search(evidence_level="excellent", period="ages", audience="'")["total"] == 0


def test_a_search_by_facts_is_shown_subscribed_to_and_followed_by_feeds() -> None:
    make_practice(title="Found", evidence_level="good", start_year=2015)
    make_practice(title="Not found", evidence_level="promising", start_year=2015)
    query = "?evidence_level=good&period=2010s"
    shown = page_of(f"{PRACTICES['en']}{query}")
    chips = [" ".join(chip.get_text(" ").split()) for chip in shown.select(".chip")]
    assert chips == ["Remove filter: Evidence level: Good practice", "Remove filter: Period: 2010–2019"]
    assert all(shown.select_one(f"#facet-{name}-fold").has_attr("open") for name in ("evidence_level", "period"))
    assert not shown.select_one("#facet-audience-fold")  # no practice has one
    feed = Client().get(f"{PRACTICES['en']}{query}&format=atom").content.decode()
    assert "<title>Found</title>" in feed
    assert "<title>Not found</title>" not in feed
    assert described(query[1:], "it") == "Buona pratica, 2010–2019"
    assert described("period=ages", "it") == "ages"
    assert described("period=ages", "en", has_typed_words=False) == "your search"


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("2003", "en"),  # a year in which it ran
        ("1998", "lt"),
        ("institutionalised", "en"),
        ("structureel", "nl"),
        ("Šiaulių mokykla", "lt"),  # an organisation
        ("vrijwilligers", "nl"),  # the audience
        ("museo", "es"),  # the setting
    ],
)
def test_facts_are_found_as_text(text: str, reader: str) -> None:
    page = make_practice(
        start_year=1998,
        end_year=2005,
        evidence_level="institutionalised",
        audiences=["volunteers"],
        learning_settings=["cultural-institution"],
        organisations={"en": "Šiauliai school", "lt": "Šiaulių mokykla"},
    )
    make_practice(start_year=2006, ongoing=True)
    assert [result["id"] for result in search(text, reader)["results"]] == [str(page.translation_key)]


@pytest.mark.parametrize("reader", PRACTICES)
def test_the_levels_of_evidence_are_explained_on_a_practice_and_in_the_filter(reader: str) -> None:
    page = make_practice(evidence_level="promising")
    practice = page_of(page.url)
    [link] = [a for a in practice.select(".facts a") if a.get_text(strip=True) == "Promising practice"]
    assert link["href"] == "/en/practices/?evidence_level=promising"
    assert EvidenceLevel.PROMISING.meaning in practice.select_one(".facts__meaning > p").get_text()
    for shown in (practice.select_one(".facts .legend"), page_of(PRACTICES[reader]).select_one(".facet .legend")):
        assert len({dd.get_text() for dd in shown.select("dd")}) == len(EvidenceLevel)
