"""What readers want to know first stands first, and nothing empty is shown."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from practices.models import PracticePage
from practices.repository.ranges import group_size, language_level
from search.models import SearchEntry
from tests.base.admin import edit, messages
from tests.base.translation.work import SignIn
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(url: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(url).content, "html.parser")


def answers(page: PracticePage) -> dict[str, str]:
    terms = shown(page.url).select(".answers dt")
    return {dt.get_text(): dt.find_next_sibling("dd").get_text(strip=True) for dt in terms}


def test_what_is_known_is_answered_and_nothing_else():
    page = make_practice(
        cost="Free", group_min=8, group_max=12, level_from="a1", level_to="b1", materials="Book", start_year=2019
    )
    assert answers(page) == {
        "Methods": "Mentoring",
        "Period": "2019",
        "Cost": "Free",
        "Group size": "8–12 people",
        "Language level": "A1–B1",
        "Materials": "Book",
    }
    assert answers(make_practice()) == {"Methods": "Mentoring"}
    facts = {dt.get_text() for dt in shown(page.url).select(".facts dt")}
    assert not facts & {"Methods", "Period"}  # each is said once


@pytest.mark.parametrize(
    ("least", "most", "text"),
    [
        (None, None, ""),
        (1, 1, "one to one"),
        (2, 2, "in pairs"),
        (5, 5, "5 people"),
        (None, 9, "up to 9 people"),
        (3, None, "at least 3 people"),
    ],
)
def test_group_sizes(least: int | None, most: int | None, text: str):
    assert group_size(PracticePage(group_min=least, group_max=most)) == text


@pytest.mark.parametrize(
    ("lowest", "highest", "text"),
    [
        ("", "", ""),
        ("a2", "", "from A2"),
        ("", "b1", "up to B1"),
        ("b1", "b1", "B1"),
        ("pre", "a1", "Pre-A1–A1"),
    ],
)
def test_language_levels(lowest: str, highest: str, text: str):
    assert language_level(PracticePage(level_from=lowest, level_to=highest)) == text


def test_the_result_is_on_the_page_and_on_every_card():
    page = make_practice(title="Gardening", result="40 of 50 found work.")
    translate(page, "nl", title="Tuinieren", result="40 van de 50 vonden werk.")
    for url in ("/en/practices/", "/en/", page.get_parent().url):
        assert shown(url).select_one(".card__result, .proof__result").get_text() == "40 of 50 found work."
    assert "40 of 50 found work." in shown(page.url).select_one(".result").get_text()
    assert shown("/nl/praktijken/").select_one(".card__result").get_text() == "40 van de 50 vonden werk."
    assert "40 of 50" in SearchEntry.objects.get(key=page.translation_key).words["en"]["body"]  # it is searched


def test_impossible_answers_are_refused(signed_in: SignIn, english_admin: None):
    page = make_practice()
    values = {"group_min": "12", "group_max": "8", "level_from": "b1", "level_to": "a1"}
    text = messages(edit(signed_in("coordinator"), page, "publish", **values))
    assert "The largest group is smaller than the smallest." in text
    assert "This level is below the one that participants begin with." in text


def test_a_long_text_has_a_contents_list_with_lasting_anchors():
    long = dict.fromkeys(("context", "resources", "results"), "<p>Text.</p>")
    page = make_practice(**long)
    links = [link["href"] for link in shown(page.url).select(".contents a")]
    assert links == ["#context", "#activities", "#resources", "#results"]
    dutch = shown(translate(page, "nl").url)
    assert [link["href"] for link in dutch.select(".contents a")] == links
    assert all(dutch.select(f"h2{href}") for href in links)
    assert not shown(make_practice().url).select(".contents")
