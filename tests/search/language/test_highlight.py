import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import highlight
from search.language.analysis import alternatives, phrase_terms, terms, words
from search.language.highlight import SNIPPET, mark, snippet
from search.query.text import parse_text, term_stems
from search.query.words import terms_to_mark


def marked(text: str, query: str, language: str = "en") -> list[str]:
    return re.findall("<mark>(.*?)</mark>", mark(text, terms(query, language), language))


@given(st.text(max_size=100), st.text(max_size=20))
def test_marking_changes_nothing_else(text: str, query: str) -> None:
    html = mark(text, terms(query, "en"), "en")
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == text
    assert set(re.findall("<[^>]*>", html)) <= {"<mark>", "</mark>"}


def test_every_inflection_is_marked() -> None:
    assert marked("Gardening: a garden, gardens & gates", "gardening") == ["Gardening", "garden", "gardens"]
    assert marked("Ciudad y ciudades", "ciudades", "es") == ["Ciudad", "ciudades"]
    assert marked("Užsieniečių klubas", "uzsieniečiai", "lt") == ["Užsieniečių"]
    assert marked("Da İstanbul", "istanbul", "it") == ["İstanbul"]
    assert marked("Nothing of it", "gardening") == []


@pytest.mark.parametrize("limit", ["MAX_WORDS", "MAX_TEXT"])
def test_a_full_cache_is_replaced(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(highlight, limit, 3)
    for number in range(20):
        text = f"{number} one garden two gardens three gardening four"
        assert marked(text, "garden") == ["garden", "gardens", "gardening"]
        assert len(highlight._caches["en"]._texts) == 1


def test_concurrent_readers_mark_the_same() -> None:
    texts = [f"Garden{number} of gardens and garden{number}s" for number in range(300)]

    def read(text: str) -> list[str]:
        return marked(text, text.split()[0])

    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(read, texts * 3))
    assert found == [[f"Garden{number}", f"garden{number}s"] for number in range(300)] * 3


def test_the_same_word_in_two_languages() -> None:
    assert marked("Het ligt in de tuinen", "tuin", "nl") == ["tuinen"]
    assert marked("Het ligt in de tuinen", "tuin", "en") == []


def test_text_is_escaped() -> None:
    assert mark("<i>garden</i> & more", ["garden"], "en") == "&lt;i&gt;<mark>garden</mark>&lt;/i&gt; &amp; more"


def test_the_snippet_surrounds_the_first_match() -> None:
    text = f"{'before ' * 100} the garden {'after ' * 100}"
    found = snippet(text, ["garden"], "en")
    assert "<mark>garden</mark>" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) <= SNIPPET + 4 + len("<mark></mark>")
    assert snippet(text, ["nothing"], "en") == ""
    assert snippet(f"{'x' * 500}-garden", ["garden"], "en") == "… <mark>garden</mark>"
    assert snippet("A garden.", ["garden"], "en") == "A <mark>garden</mark>."


@pytest.mark.parametrize(
    ("text", "query", "language", "found"),
    [
        ("De steden en een kind", "stad kinderen", "nl", ["steden", "kind"]),
        ("Een taalcursus", "cursus", "nl", ["taalcursus"]),
        ("Een taal-cursus voor taal", "taalcursus", "nl", ["taal-cursus"]),
        ("Il C.P.I.A. di Roma", "cpia", "it", ["C.P.I.A."]),
        ("The labour market", "labor", "en", ["labour"]),
    ],
)
def test_whatever_matched_is_marked(text: str, query: str, language: str, found: list[str]) -> None:
    looked_up = [term for word in words(query) for term in alternatives(word, (language,))]
    assert re.findall("<mark>(.*?)</mark>", mark(text, looked_up, language)) == found
    assert "<mark>" in snippet(text, looked_up, language)


def test_a_phrase_is_marked_only_where_it_stands() -> None:
    text = "Work placements and the placement of work. Work for a placement, a good place to work."
    in_any_form = " ".join(phrase_terms(["work", "placement"], "en"))
    assert re.findall("<mark>(.*?)</mark>", mark(text, [in_any_form], "en")) == [
        "Work placements", "Work for a placement",
    ]  # fmt: skip
    assert snippet("A good place to work", [in_any_form], "en") == ""
    literal = "placement of work"
    assert re.findall("<mark>(.*?)</mark>", mark(text, [literal], "en")) == [literal]
    assert mark(text, ["work placement"], "en") == text
    assert "<mark>Work placements</mark>" in mark(text, ["work", in_any_form], "en")  # one mark, not two


def test_a_synonym_of_several_words_is_marked_only_as_a_whole() -> None:
    synonyms = {term_stems(["volunteer"], "en"): ["voluntary work"]}
    terms_of = terms_to_mark(parse_text('volunteers "for free"', "en", synonyms))
    text = "Volunteers who work for free: free of charge, voluntary work."
    assert re.findall("<mark>(.*?)</mark>", mark(text, terms_of, "en")) == ["Volunteers", "for free", "voluntary work"]
