"""If nothing has every word of a query, entries with most of them are found, and the page says so."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from search.answering.answer import answer
from search.query.query import Query
from tests.factories import make_practice
from tests.search.site import PRACTICES

pytestmark = pytest.mark.django_db
NOTE = "No page contains all of these words. These results contain some of them."


def titles(text: str) -> list[str]:
    return [hit.words["en"]["title"] for hit in answer(Query(text=text), [], ["practice"]).hits]


def test_most_words_are_tried_before_any_word() -> None:
    make_practice(title="Gardening together", summary="Tomatoes.")
    make_practice(title="Sewing", summary="Tomatoes.")
    assert titles("gardening tomatoes skiing") == ["Gardening together"]
    assert titles("sewing skiing chess") == ["Sewing"]
    assert sorted(titles("sewing gardening")) == ["Gardening together", "Sewing"]


def test_entries_with_all_words_are_shown_alone() -> None:
    make_practice(title="Gardening together", summary="Tomatoes.")
    make_practice(title="Sewing", summary="Tomatoes.")
    found = answer(Query(text="sewing tomatoes"), [], ["practice"])
    assert (found.total, found.is_partial) == (1, False)


def test_a_quoted_phrase_is_meant_literally() -> None:
    make_practice(title="Gardening together")
    assert titles('"gardening alone" together') == []


def test_the_page_says_so() -> None:
    make_practice(title="Gardening together")
    page = BeautifulSoup(Client().get(PRACTICES["en"], {"q": "gardening skiing"}).content, "html.parser")
    assert NOTE in [note.get_text() for note in page.select("[data-search-message]")]
    page = BeautifulSoup(Client().get(PRACTICES["en"], {"q": "gardening"}).content, "html.parser")
    assert NOTE not in page.get_text()


def test_words_that_only_bodies_have_are_not_corrected() -> None:
    make_practice(title="Rumour mill", activities="<p>Rumours spread by stereotypes.</p>", summary="Humours, tumours.")
    found = answer(Query(text="rumours sterotypes skiing"), [], ["practice"])
    assert found.corrected_to == ""
    make_practice(title="Against stereotypes")
    found = answer(Query(text="rumours sterotypes"), [], ["practice"])
    assert found.corrected_to == "rumours stereotypes"


def test_the_first_part_of_a_compound_finds_it() -> None:
    make_practice(title="Participatieverklaringstraject", language="nl")
    found = answer(Query(text="participatieverklaring", language="nl"), [], ["practice"])
    assert (found.total, found.corrected_to) == (1, "participatieverklaringstraject")
