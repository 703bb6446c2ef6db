"""A text that finds nothing is searched for with its spelling corrected."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client

from search.models import SearchEntry
from search.query.spelling import add_words, spelling
from tests.factories import make_practice, translate
from tests.search.site import PRACTICES, search

pytestmark = pytest.mark.django_db


def shown(text: str, reader: str = "en") -> BeautifulSoup:
    response = Client().get(PRACTICES[reader], {"q": text})
    return BeautifulSoup(response.content, "html.parser")


def notes(soup: BeautifulSoup) -> list[str]:
    return [note.get_text() for note in soup.select("[data-search-message]")]


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gradening", "gardening"),  # swapped
        ("gardenig", "gardening"),  # missing
        ("gardenning", "gardening"),  # doubled
        ("gardeninx", "gardening"),  # wrong
        ("gadenig", "gardening"),  # two mistakes in a long word
        ("Gardenig, togehter!", "gardening, together!"),
        ("uzsieneiciai", "užsieniečiai"),
        ("Užsienieciaii", "užsieniečiai"),
        ('"gardenig together"', '"gardening together"'),
        ("gardenig gardenings", "gardening gardenings"),
    ],
)
def test_words_are_corrected_with_their_diacritics(typed: str, meant: str) -> None:
    make_practice(title="Gardening together", summary="All gardenings.")
    make_practice(title="Užsieniečiai mokosi", language="lt")
    assert spelling().correct(typed) == meant


@pytest.mark.once
@pytest.mark.parametrize(
    "typed",
    [
        "gardening",  # correct
        "GARDENING",
        "uzsieniečiai",  # correct except for a diacritic
        "gaxxexing",  # too many typos
        "gxrdxnxng",
        "spt",  # too short
        "2013",  # a number that is not there; 2012 is
        "gardening -sprot",  # excluded
        'gardening -"gardenig togehter"',
        "",
        "?!",
    ],
)
def test_left_unchanged(typed: str) -> None:
    make_practice(title="Gardening together", summary="Since 2012: sport, a spa.")
    make_practice(title="Užsieniečiai mokosi", language="lt")
    assert spelling().correct(typed) == ""


def test_the_page_says_what_was_searched_for() -> None:
    make_practice(title="Gardening together")
    page = shown("gradening")
    assert page.select_one("#results-title").get_text(" ", strip=True).split() == "1 practice for “gardening”".split()
    assert page.title.get_text().startswith("Good practices for “gardening” – ")
    assert notes(page) == ["No results for “gradening”. Showing results for “gardening” instead."]
    assert page.select_one("input[name=q]")["value"] == "gradening"
    assert page.select_one("mark").get_text() == "Gardening"


def test_filters_apply_to_the_correction() -> None:
    make_practice(title="Gardening together", countries=["it"])
    make_practice(title="Gardening alone", countries=["es"])
    assert [found["title"] for found in search("gradening", country="it")["results"]] == ["Gardening together"]


def test_nothing_is_corrected_if_something_is_found() -> None:
    make_practice(title="Gardening together", activities="<p>It is called gradening.</p>")
    page = shown("gradening")
    assert notes(page) == []
    assert "“gradening”" in page.select_one("#results-title").get_text()


def test_a_correction_that_finds_nothing_is_not_shown() -> None:
    """The word is known from a practice that is no longer published."""
    make_practice(title="Gardening together").unpublish()
    page = shown("gradening")
    assert notes(page) == []
    assert page.select_one("#results-title").get_text(" ", strip=True).split()[0] == "0"
    assert page.title.get_text().startswith("Good practices for “gradening” – ")


def test_words_of_translations_and_terms_are_known() -> None:
    translate(make_practice(title="Gardening"), "nl", title="Tuinieren met buren", summary="Samen spitten.")
    for typed in ("tuineren", "spiten", "refuges", "vluchtlingen", "pabegeliia"):
        assert search(typed)["total"] == 1, typed


def test_new_words_are_known_at_the_next_search() -> None:
    assert spelling().correct("gradening") == ""
    make_practice(title="Gardening")
    assert spelling().correct("gradening") == "gardening"


def test_what_visitors_type_is_escaped() -> None:
    make_practice(title="Gardening together")
    html = Client().get(PRACTICES["en"], {"q": "<b>gradening</b>"}).content.decode()
    assert "<b>gradening" not in html
    assert "“&lt;b&gt;gradening&lt;/b&gt;”" in html


def test_words_that_were_rolled_back_are_stored_next_time() -> None:
    for rolled_back in (True, False):
        with transaction.atomic():
            make_practice(title="Zorbing")
            transaction.set_rollback(rolled_back)
    assert spelling().correct("zorbign") == "zorbing"


def test_committed_words_are_not_queried_again(
    django_capture_on_commit_callbacks: Callable, django_assert_num_queries: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = make_practice(title="Zorbing")
    entries = [SearchEntry.objects.get(key=page.translation_key)]
    with django_assert_num_queries(0):
        add_words(entries)


def test_only_a_few_words_of_a_long_text_are_checked() -> None:
    make_practice(title="Gardening together")
    checked: list[str] = []

    def is_correct(word: str) -> bool:
        checked.append(word)
        return False

    typed = " ".join(["gardenig", *(f"gardening{letter}" for letter in "abcdefghij"), "gardenig"])
    corrected = spelling().correct(typed, is_correct)
    assert checked == ["gardenig", "gardeninga", "gardeningb"]
    assert corrected.split() == ["gardening"] * 3 + typed.split()[3:-1] + ["gardening"]
