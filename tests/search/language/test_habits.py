"""The same word is written in several ways, and is found by each of them."""

import pytest

from search.language.analysis import alternatives, clean, fold, terms, words
from search.query.text import parse_text

# (language, as in a text, as in a query)
SAME = [
    ("it", "Il C.P.I.A. di Roma", "cpia"),
    ("it", "Il CPIA di Roma", "C.P.I.A."),
    ("it", "S.P.R.A.R.", "sprar"),
    ("it", "L’italiano, l'italiano", "italiano"),
    ("it", "dell'arte", "arte"),
    ("en", "an e-learning course", "elearning"),
    ("en", "an e learning course", "elearning"),
    ("nl", "taal-cursus", "taalcursus"),
    ("uk", "п’ять", "п'ять"),
    ("uk", "пʼять", "п’ять"),
    ("uk", "ґанок", "ганок"),
    ("ar", "العَرَبِيَّة", "العربية"),
    ("ar", "العـــربية", "العربية"),
    ("ar", "أحمد", "احمد"),
    ("ar", "سنة ٢٠٢٤", "2024"),
    ("he", "שָׁלוֹם", "שלום"),
    ("hi", "हिन्दी", "हिन्दी"),
    ("tr", "ISPARTA İstanbul ışık", "isparta"),
    ("tr", "ISPARTA İstanbul ışık", "istanbul"),
    ("tr", "ISPARTA İstanbul ışık", "isik"),
    ("fa", "کتاب", "كتاب"),
    ("lt", "covid-19", "covid19"),
]


@pytest.mark.parametrize(("language", "text", "query"), SAME)
def test_ways_to_write_a_word(language: str, text: str, query: str) -> None:
    (word,) = words(query)
    assert fold(word) in terms(text, "ti")  # by its letters alone, whatever the language


@pytest.mark.parametrize("language", ["en", "nl", "it", "lt", "es"])
def test_one_letter_and_a_hyphen_are_the_beginning_of_a_word(language: str) -> None:
    assert parse_text("e-learning", language) == parse_text("elearning", language)
    assert parse_text("free e-learning course", language) == parse_text("free elearning course", language)
    assert parse_text("vitamin c course", language) != parse_text("vitamin ccourse", language)


def test_marks_are_part_of_the_word() -> None:
    assert words("हिन्दी भाषा") == ["हिन्दी", "भाषा"]
    assert len(words("העברית: שָׁלוֹם")) == 2


def test_a_full_stop_ends_a_sentence_and_no_word() -> None:
    assert words("In Rome. A class. www.a.b.example.org e.g. this") == [
        "in", "rome", "a", "class", "www", "a", "b", "example", "org", "eg", "this",
    ]  # fmt: skip


def test_a_stopword_of_one_letter_is_not_taken_for_a_beginning() -> None:
    assert "abook" not in terms("a book", "en")
    assert "xray" in terms("an x ray", "en")


def test_halves_of_characters_are_left_out() -> None:
    assert clean("x\ud800y\x00") == "xy"
    assert alternatives(words("\udfffword")[0], ("en", "nl"))[0] == "word"
    assert terms("\ud83d", "nl") == []
