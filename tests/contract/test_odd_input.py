"""Any text and any selection works: no syntax of a full-text query language reaches an engine."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query.query import PAGE_SIZE
from tests.contract.asking import SearchClient
from tests.factories import make_practice, translate

ODD = [
    '"', "'", '"unfinished phrase', '""', "''", "\\", "\x00", "gardening\x00together", "\ud800", "\udfff x", "%", "_",
    "AND", "OR NOT", "gardening AND NOT (x OR", "NEAR(a b, 5)", "title: gardening", "gard*", "^gardening", "{title}: x",
    "a & b", "a | ! b", "a <-> b", "a:*", "gardening:ABCD", "!!", "-", "--", "-gardening", "(", ")", "+ -", "*", "~2",
    "en:garden", ":", "::", "search_text", "'; DROP TABLE search_text; --", "<script>alert(1)</script>", "$1", "%s",
    "\u202e\u200f", "\u0301", "ͺ", "⑴ ½ ﷺ ㎢", "𞤀𞤣𞤤𞤢𞤥", "日本語 の 実践", "हिन्दी", "العربية", "עברית",
    "Ελληνικά", "👩‍👩‍👧 🇱🇹",
    "a" * 10_000, "word " * 2_000, "ą" * 10_000, '"' * 10_000, "(" * 10_000, "𝕬" * 500,
]  # fmt: skip
SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)  # lone surrogates too
SYNTAX = st.lists(
    st.sampled_from([*"\"'()-+*:^~|&!<>\\{}\x00 ", "AND", "OR", "NOT", "NEAR", "gardening", "x", "en:x", "<->", " "])
).map("".join)


def test_odd_texts(search: SearchClient) -> None:
    make_practice(title="Gardening together")
    for sort in ("relevance", "title"):
        for text in ODD:
            results = search.results(text, sort=sort)
            assert len(results.hits) == min(results.total, PAGE_SIZE), text[:40]


@pytest.mark.parametrize("texts", [ANY_TEXT, SYNTAX], ids=["any text", "syntax"])
def test_any_text(search: SearchClient, texts: st.SearchStrategy[str]) -> None:
    make_practice(title="Gardening together")

    @SETTINGS
    @given(texts, st.sampled_from(["en", "lt", "es"]))
    def check(text: str, language: str) -> None:
        assert search.results(text, reader=language).total in (0, 1)

    check()


def test_words_in_scripts_without_a_stemmer_are_found(search: SearchClient) -> None:
    make_practice(title="Урок 日本語 and 𞤀𞤣𞤤𞤢𞤥")
    make_practice(title="Other")
    for text in ("урок", "УРОК", "日本語", "𞤀𞤣𞤤𞤢𞤥"):
        assert len(search.titles(text)) == 1, text


def test_long_texts_are_found_to_their_end(search: SearchClient) -> None:
    """All sections in all languages: none pushes another out of the index."""
    practice = make_practice(title="Long", activities=_long("en"))
    for language in ("nl", "it", "lt", "es"):
        translate(practice, language, activities=_long(language))
    for language in ("en", "nl", "it", "lt", "es"):
        assert search.titles(f"last{language}word") == ["Long"], language


def test_a_text_longer_than_an_index_can_store_can_be_saved(search: SearchClient) -> None:
    words = [f"{'long' * 15}word{number}" for number in range(8_000)]  # few, as each is analysed
    make_practice(title="Gardening", activities=f"<p>{' '.join(words)}</p>", organisations="Caritas " * 40_000)
    assert search.titles(f"gardening caritas {words[9]}") == ["Gardening"]


def _long(language: str) -> str:
    words = [f"word{number % 700}x{language}" for number in range(3000)]
    return f"<p>{' '.join(words)} last{language}word</p>"


def test_thousands_of_selected_values(search: SearchClient) -> None:
    make_practice(title="Found", countries=["it"])
    values = [f"value-{number}" for number in range(5000)]
    assert search.titles(country=[*values, "it"]) == ["Found"]
    assert search.titles(country=values) == []
    assert search.titles(country=[]) == []  # a selection of none but unknown values
