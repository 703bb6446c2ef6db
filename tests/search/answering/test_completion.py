"""What the search field suggests while the reader types."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from practices.models import PracticeIndexPage
from tests.factories import make_practice, translate
from tests.search.web.test_http import ODD

pytestmark = pytest.mark.django_db


def answer(text: str, reader: str = "en") -> dict[str, Any]:
    response = Client().get(f"/{reader}/search/suggestions/", {"q": text})
    assert response.status_code == 200
    return response.json()


def suggested(text: str, reader: str = "en") -> list[tuple[str, str, str]]:
    return [(s["label"], s["hint"], s["language"]) for s in answer(text, reader)["suggestions"]]


def test_terms_partners_and_titles() -> None:
    page = make_practice(title="Refreshing memories", target_groups=["refugees"])
    found = answer("ref")
    assert found == {
        "suggestions": [
            {
                "label": "Refugees",
                "hint": "Target group",
                "url": "/en/practices/?target_group=refugees",
                "language": "en",
            },
            {"label": "Refreshing memories", "hint": "Good practice", "url": page.url, "language": "en"},
        ],
        "status": "2 suggestions",
    }
    assert ("KPMPC", "Partner", "en") in suggested("kpm")


def test_links_lead_to_what_they_say() -> None:
    make_practice(title="Lithuanian lessons", countries=["lt"])
    client = Client()
    for suggestion in answer("lith")["suggestions"]:
        assert client.get(suggestion["url"]).status_code == 200
    (country,) = [s for s in answer("lith")["suggestions"] if s["hint"] == "Country"]
    assert client.get(f"{country['url']}&format=json").json()["total"] == 1


def test_in_the_readers_language_or_else_the_originals() -> None:
    practice = make_practice(title="Refreshing memories")
    assert suggested("vluch", "nl") == [("Vluchtelingen", "Doelgroep", "nl")]
    (only,) = suggested("refresh", "nl")
    assert (only[0], only[2]) == ("Refreshing memories", "en")
    translate(practice, "nl", title="Herinneringen ophalen")
    (only,) = suggested("refresh", "nl")
    assert (only[0], only[2]) == ("Herinneringen ophalen", "nl")


def test_without_diacritics_and_in_any_order() -> None:
    make_practice(title="Sewing circle of the library")
    assert suggested("pabeg", "lt") == [("Pabėgėliai", "Tikslinė grupė", "lt")]
    assert suggested("circle sew")[0][0] == "Sewing circle of the library"
    assert suggested("sewing football") == []


def test_no_term_that_would_find_nothing() -> None:
    make_practice(target_groups=["refugees"])
    assert suggested("parents") == []
    page = make_practice(target_groups=["parents"])
    assert [label for label, hint, _ in suggested("parents") if hint == "Target group"] == ["Parents"]
    page.unpublish()
    assert suggested("parents") == []


def test_no_hidden_pages() -> None:
    make_practice(title="Gardening", live=False)
    private = make_practice(title="Gardening in private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert suggested("gardening") == []


def test_no_terms_if_the_repository_is_private() -> None:
    make_practice(target_groups=["refugees"])
    for index in PracticeIndexPage.objects.all():
        PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert suggested("refug") == []


@pytest.mark.parametrize("text", ["", "r", "  r ", "?", '"', "refugees r"])
def test_too_little_typed(text: str) -> None:
    make_practice(title="Refugees reading")
    assert answer(text) == {"suggestions": [], "status": ""}


def test_at_most_ten() -> None:
    for number in range(12):
        make_practice(title=f"Communication {number}", skill_types=["communication"])
    assert len(suggested("comm")) <= 10
    assert answer("comm")["status"] == f"{len(suggested('comm'))} suggestions"


def test_no_url_is_an_error() -> None:
    client = Client()
    for parameters in [*ODD, "", "q=%2A%2A", "q=a%27%3A%2A", "q=ref%00ug", "q=ab%3A%2A+%7C+cd"]:
        assert client.get(f"/en/search/suggestions/?{parameters}").status_code == 200, parameters[:60]
    assert client.post("/en/search/suggestions/").status_code == 405


def test_few_queries_per_keystroke() -> None:
    for number in range(8):
        make_practice(title=f"Refugees {number}")
    answer("refug")
    with CaptureQueriesContext(connection) as captured:
        answer("refug")
    assert len([query for query in captured if "SAVEPOINT" not in query["sql"]]) <= 6


@pytest.mark.parametrize("url", ["/en/", "/lt/praktikos/", "/nl/search/"])
def test_forms_have_the_url_of_the_suggestions(url: str) -> None:
    """And are plain forms without the script."""
    page = BeautifulSoup(Client().get(url).content, "html.parser")
    field = page.select_one("form[role=search] search-suggest")
    assert field["data-url"] == f"/{url.split('/')[1]}/search/suggestions/"
    assert not field.select_one("[role=combobox], [role=listbox]")
    assert page.select_one('script[type=module][src$="suggest.js"]')
