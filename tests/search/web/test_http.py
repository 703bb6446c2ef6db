"""The search pages handle anything that a URL may contain."""

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from practices.exchange.exporting.formats import FORMATS
from search.facets.declared import PRACTICE_FACETS
from tests.factories import make_practice, translate
from tests.search.site import PRACTICES, search, site_search

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ODD = [
    "q=%22", "q=%27%22%60", "q=%00", "q=a%00b", "q=" + "a" * 10_000, "q=" + "word+" * 2_000, "q=%ff%fe", "q=%ed%a0%80",
    "q=%2B%2D%28%29", "q=" + "%22" * 500, "q=title%3A+x", "page=0", "page=-1", "page=x", "page=99999999999999",
    "page=%00", "page=", "country=atlantis", "country=", "country=%00", "country=%ff", "sort=x", "sort=%00",
    "exact=1", "q=x&exact=%00",
    "format=xyz", "format=", "format=json%00", "&".join(f"country=c{n}" for n in range(2_000)),
    "&".join(["country=it"] * 2_000), "&".join(f"p{n}=x" for n in range(2_000)), "q[]=x", "=x", "&&&", "%", "q=%",
]  # fmt: skip


@pytest.fixture
def practice() -> Any:
    page = make_practice(title="Gardening together", countries=["it", "lt"], summary="Neighbours dig.")
    translate(page, "nl", title="Samen tuinieren", summary="Buren spitten.")
    return page


@pytest.mark.parametrize("path", ["/en/practices/", "/en/search/"])
def test_no_url_is_an_error(practice: Any, path: str) -> None:
    client = Client()
    for parameters in ODD:
        for kind in ("", "&format=json", "&format=atom"):
            response = client.get(f"{path}?{parameters}{kind}")
            assert response.status_code == 200, parameters[:60] + kind


def test_the_practices_as_json(practice: Any) -> None:
    make_practice(title="Elsewhere", countries=["es"])
    answer = search("gardening", country="it")
    assert set(answer) == {
        "total", "page", "pages", "unknown_filters", "unused_words", "corrected_to", "did_you_mean", "is_partial",
        "results", "more", "facets",
    }  # fmt: skip
    assert (answer["total"], answer["page"], answer["pages"]) == (1, 1, 1)
    (found,) = answer["results"]
    assert found == {
        "id": str(practice.translation_key),
        "title": "Gardening together",
        "summary": "Neighbours dig.",
        "language": "en",
        "url": f"http://testserver{practice.url}",
        "facts": {
            "country": ["it", "lt"],
            "target_group": ["refugees"],
            "skill_type": ["communication"],
            "method": ["mentoring"],
            "audience": [],
            "evidence_level": ["good"],
            "period": [],
            "partner": ["kpmpc"],
            "language": ["en", "nl"],
        },
    }
    assert list(answer["facets"]) == [facet.name for facet in PRACTICE_FACETS]
    countries = {bucket.pop("value"): bucket for bucket in answer["facets"]["country"]}
    assert countries == {
        "it": {"label": "Italy", "count": 1, "selected": True},
        "lt": {"label": "Lithuania", "count": 1, "selected": False},
    }


def test_in_the_readers_language_or_else_the_originals(practice: Any) -> None:
    (dutch,) = search(reader="nl", country="it")["results"]
    (spanish,) = search(reader="es", country="it")["results"]
    assert dutch["id"] == spanish["id"] == str(practice.translation_key)
    assert (dutch["language"], dutch["title"]) == ("nl", "Samen tuinieren")
    assert (spanish["language"], spanish["title"]) == ("en", "Gardening together")
    assert dutch["facts"] == spanish["facts"]
    labels = {bucket["value"]: bucket["label"] for bucket in search(reader="nl")["facets"]["country"]}
    assert labels == {"it": "Italië", "lt": "Litouwen"}


def test_selected_values_are_shown_even_with_a_count_of_zero(practice: Any) -> None:
    countries = {bucket["value"]: bucket for bucket in search("gardening", country="es")["facets"]["country"]}
    assert (countries["es"]["count"], countries["es"]["selected"]) == (0, True)
    assert (countries["it"]["count"], countries["it"]["selected"]) == (1, False)


def test_an_unknown_value_of_a_filter_finds_nothing_and_is_named(practice: Any) -> None:
    client, url = Client(), "/en/practices/?country=Atlantis"
    named = "This filter does not exist: Country: atlantis."
    shown = BeautifulSoup(client.get(url).content, "html.parser")
    assert shown.select_one(".note").get_text() == named
    assert not shown.select(".results__list .card")
    assert shown.select_one(".chip")["href"] == "?"
    answer = client.get(f"{url}&format=json").json()
    assert (answer["total"], answer["unknown_filters"]) == (0, {"country": ["atlantis"]})
    assert practice.title not in client.get(f"{url}&format=atom").content.decode()
    for form in FORMATS:
        response = client.get(f"{url}&country=it&format={form}")
        assert (response.status_code, response.content.decode()) == (400, named), form
    assert search(country=["atlantis", "it"])["total"] == 1  # one or the other


def test_the_url_means_the_same_in_every_language(practice: Any) -> None:
    make_practice(title="Gardening alone", countries=["es"])
    parameters = {"country": ["it", "lt"], "partner": "kpmpc", "language": "nl", "sort": "title"}
    answers = [search("gardening", reader, **parameters) for reader in PRACTICES]
    ids = [[found["id"] for found in answer["results"]] for answer in answers]
    assert ids == [[str(practice.translation_key)]] * len(PRACTICES)
    selected = [
        [(name, b["value"]) for name, buckets in a["facets"].items() for b in buckets if b["selected"]] for a in answers
    ]
    assert len({tuple(sorted(pairs)) for pairs in selected}) == 1


def test_every_page_says_which_engine_answered_and_how_fast(practice: Any) -> None:
    for url in ("/en/practices/", "/en/practices/?format=json", "/en/search/?q=x", "/nl/praktijken/?page=3"):
        name, description, duration = Client().get(url)["Server-Timing"].split(";")
        assert (name, description) == ("search", 'desc="database"'), url
        assert float(duration.removeprefix("dur=")) > 0


def test_the_whole_site_as_json(practice: Any) -> None:
    answer = site_search("gardening")
    assert list(answer["facets"]) == ["kind", "language"]
    assert answer["results"][0]["facts"] == {"kind": ["practice"], "language": ["en", "nl"]}
    assert {bucket["value"] for bucket in site_search()["facets"]["kind"]} == {
        "practice", "news", "meeting", "partner", "page"
    }  # fmt: skip


def test_pages_beyond_the_end_are_the_last(practice: Any) -> None:
    answer = search(page="99999999999999")
    assert (answer["page"], answer["pages"], len(answer["results"])) == (1, 1, 1)


def test_the_page_of_results_in_html(practice: Any) -> None:
    """What visitors type is escaped."""
    query = urlencode({"q": "<script>gardening</script>", "country": "it"})
    html = Client().get(f"/nl/praktijken/?{query}").content.decode()
    assert "<script>gardening" not in html
    html = Client().get("/nl/praktijken/?q=tuinieren").content.decode()
    assert "<mark>tuinieren</mark>" in html


def test_words_that_were_not_used_are_named(practice: Any) -> None:
    words = " ".join(f"word{number}" for number in range(1, 13))
    for path in ("/en/practices/", "/en/search/"):
        page = BeautifulSoup(Client().get(path, {"q": f"{words} <b>extra</b> -sport"}).content, "html.parser")
        assert (
            "Your search has too many words. These were not used: b, extra."
            in page.select_one("[data-search-message]").text
        )
        assert not BeautifulSoup(Client().get(path, {"q": f"the {words} -sport"}).content, "html.parser").select(
            "[data-search-message]"
        )
    assert search(f"{words} extra")["unused_words"] == ["extra"]


def test_what_editors_write_is_escaped_too() -> None:
    make_practice(title='<script>alert("x")</script> gardening', summary="<b>Neighbours & gardening</b>")
    html = Client().get("/en/practices/?q=gardening").content.decode()
    assert "<script>alert" not in html
    assert "<b>Neighbours" not in html
    assert "&lt;b&gt;Neighbours &amp; <mark>gardening</mark>" in html


def test_links_of_a_facet_find_practices(practice: Any) -> None:
    """No value on the page is a dead end."""
    make_practice(title="Elsewhere", countries=["es"], methods=["sport"])
    client = Client()
    soup = BeautifulSoup(client.get("/en/practices/").content, "html.parser")
    links = [link["href"] for link in soup.select('a[href^="?country="], a[href^="?method="]')]
    assert len(set(links)) >= 5
    for link in links:
        assert client.get(f"/en/practices/{link}&format=json").json()["total"] in (1, 2)


def test_head_is_allowed_and_post_is_not(practice: Any) -> None:
    assert Client().head("/en/search/").status_code == 200
    assert Client().post("/en/search/").status_code == 405
