"""What the search pages show and say: all words, some of them, a correction, or a suggestion."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from practices.exchange.exporting.formats import LABELS
from search.answering.answer import answer
from search.language.lemmas import is_known
from search.query.query import Query
from tests.factories import make_practice
from tests.search.site import PRACTICES, search

pytestmark = pytest.mark.django_db


def shown(text: str, reader: str = "en", **parameters: str) -> BeautifulSoup:
    response = Client().get(PRACTICES[reader], {"q": text, **parameters})
    return BeautifulSoup(response.content, "html.parser")


def notes(soup: BeautifulSoup) -> list[str]:
    return [" ".join(note.get_text().split()) for note in soup.select("[data-search-message]")]


def titles(soup: BeautifulSoup, among: str = "#results") -> list[str]:
    return [heading.get_text().strip() for heading in soup.select(f"{among} > ol .card__title")]


def guess(text: str, reader: str = "en") -> tuple[str, str]:
    found = answer(Query(text=text, language=reader), [], ["practice"])
    return found.corrected_to, found.did_you_mean


# -- all words, or some -----------------------------------------------------------------------------------------------


def test_some_of_the_words_beside_all_of_them() -> None:
    make_practice(title="Gardening together", summary="Tomatoes.")
    make_practice(title="Sewing", summary="Tomatoes.")
    page = shown("gardening tomatoes")
    assert page.select_one("#results-title").get_text().split()[:2] == ["1", "practice"]
    assert (titles(page), titles(page, ".results__more")) == (["Gardening together"], ["Sewing"])
    assert notes(page) == []
    found = search("gardening tomatoes")
    assert [one["title"] for one in found["more"]] == ["Sewing"]
    assert (found["total"], found["is_partial"]) == (1, False)


def test_some_of_the_words_alone() -> None:
    make_practice(title="Gardening together")
    page = shown("gardening skiing")
    assert notes(page) == ["No page contains all of these words. These results contain some of them."]
    assert titles(page) == ["Gardening together"]
    assert not page.select(".results__more")
    assert search("gardening skiing")["is_partial"]


# -- corrections and suggestions --------------------------------------------------------------------------------------


def test_the_page_says_what_was_searched_for_instead_and_offers_what_was_typed() -> None:
    make_practice(title="Gardening together", countries=["it"])
    make_practice(title="Gardening alone", countries=["es"])
    page = shown("gradening", country="it")
    assert " ".join(page.select_one("#results-title").get_text().split()) == "1 practice for “gardening”"
    assert page.title.get_text().startswith("Good practices for “gradening” – ")
    assert page.select_one("input[name=q]")["value"] == "gradening"
    assert titles(page) == ["Gardening together"]
    assert page.select_one("mark").get_text() == "Gardening"
    [note] = notes(page)
    assert note.startswith("No results for “gradening”. Showing results for “gardening” instead.")
    assert [found["corrected_to"] for found in (search("gradening"), search("gardening"))] == ["gardening", ""]
    exact = page.select_one("[data-search-message] a")["href"]
    assert exact == "?q=gradening&exact=1&country=it"
    page = BeautifulSoup(Client().get(PRACTICES["en"] + exact).content, "html.parser")
    assert (titles(page), notes(page)) == ([], ["Did you mean gardening ?".replace(" ?", "?")])
    assert page.select_one("[data-search-message] a")["href"] == "?q=gardening&country=it"
    assert all("exact=1" in link["href"] for link in page.select(".facet__value"))
    assert not page.select("form [name=exact]")  # other words are another search


def test_the_search_is_followed_by_what_it_shows() -> None:
    make_practice(title="Gardening together")
    for query, meant in (({}, "gardening"), ({"exact": "1"}, "gradening")):
        links = [link["href"] for link in shown("gradening", **query).select(".follow a")]
        formats = [
            f"{PRACTICES['en']}?q={meant}&format={name}" for name in ("atom", *(LABELS if meant == "gardening" else ()))
        ]
        assert links == [f"/en/subscribe/practices/?q={meant}", *formats]


def test_a_word_of_a_dictionary_is_never_replaced() -> None:
    make_practice(title="A room for meditation and gardening")
    assert is_known("zoom", "en")
    assert guess("zoom") == ("", "")  # it is too short even for a suggestion
    assert is_known("mediation", "en")
    assert guess("mediation") == guess("mediation", "lt") == ("", "meditation")
    assert guess("mediation gradening") == ("mediation gardening", "")
    assert answer(Query(text="mediation", language="en"), [], ["practice"]).total == 0


def test_a_word_of_another_language_is_only_a_suggestion() -> None:
    make_practice(title="Vluchtelingen", language="nl")
    assert guess("vluchtlingen", "nl") == ("vluchtelingen", "")
    assert guess("vluchtlingen", "it") == ("", "vluchtelingen")


def test_a_word_of_the_content_is_never_replaced() -> None:
    """In any form."""
    make_practice(title="Sewing", activities="<p>Also gradening.</p>")
    make_practice(title="Gardenings")
    assert guess("gradening") == guess("gradening skiing") == ("", "")
    assert guess("gradenings") == guess("gradenings skiing") == ("", "")  # the other word would find no more
    make_practice(title="More gardenings")
    assert guess("gradenings") == ("", "gardenings")


def test_a_correction_that_finds_nothing_is_not_shown() -> None:
    make_practice(title="Gardening together", countries=["it"])
    page = shown("gradening", country="es")
    assert notes(page) == []
    assert page.select_one("#results-title").get_text(" ", strip=True).split()[0] == "0"


def test_the_first_part_of_a_compound_finds_it() -> None:
    make_practice(title="Participatieverklaringstraject", language="nl")
    found = answer(Query(text="participatieverklaring", language="nl"), [], ["practice"])
    assert found.total == 1


def test_what_visitors_type_is_escaped() -> None:
    make_practice(title="Gardening together")
    for parameters in ({}, {"exact": "1"}):
        html = Client().get(PRACTICES["en"], {"q": "<b>gradening</b>", **parameters}).content.decode()
        assert "<b>gradening" not in html
        assert "“&lt;b&gt;gradening&lt;/b&gt;”" in html
