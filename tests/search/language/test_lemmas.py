"""Forms of a word meet by their lemma, with and without accents; what dictionaries do not know meets by its stem."""

import pytest

from search.language.analysis import stems, terms
from search.language.compounds import COMPOUNDING
from search.language.lemmas import is_known, lemmas
from search.language.resources import dictionary_code, stemmer_name

SAME = """
nl kind kinderen
nl stad steden
nl taalles taallessen
es voz voces
it uomo uomini
lt žmogus žmonės
lt žmogus zmones
lt užsienietis užsieniečių
en child children
en woman women
en person people
en labour labor
en organise organized
en organisation organizations
en centre centers
en programme programs
es psicólogos sicólogo
es trasporte transportes
es substituir sustituye
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_forms_of_a_word_meet(line: str) -> None:
    language, one, other = line.split()
    assert set(stems(one, language)) & set(stems(other, language))


@pytest.mark.parametrize("words", ["four for", "tour tor", "filler filer", "prise prize"])
def test_words_that_only_look_like_two_spellings_stay_apart(words: str) -> None:
    one, other = words.split()
    assert not set(stems(one, "en")) & set(stems(other, "en"))


def test_a_form_that_the_dictionary_does_not_know_meets_those_that_it_knows() -> None:
    for known, unknown, language in (("tirocinio", "tirocinii", "it"), ("podcast", "podcasted", "en")):
        assert is_known(known, language)
        assert not is_known(unknown, language)
        assert set(stems(known, language)) & set(stems(unknown, language))


def test_what_is_known() -> None:
    assert is_known("Žmonės", "lt")
    assert is_known("zmones", "lt")
    assert not is_known("žmonėss", "lt")
    assert is_known("phone", "en-gb")
    assert not is_known("phone", "ti")
    assert lemmas("phone", "ti") == ()


def test_accents_that_were_left_out_leave_several_lemmas() -> None:
    assert len(lemmas("papa", "es")) == len(lemmas("papá", "es"))
    assert all(lemma.isalnum() for lemma in lemmas("papa", "es"))


def test_what_the_libraries_have_is_read_from_them() -> None:
    assert {dictionary_code(code) for code in ("no", "nb")} == {"nb"}
    assert {dictionary_code(code) for code in ("hr", "sr-latn")} == {"hbs"}
    assert [stemmer_name(code) for code in ("nn", "uk", "tr", "fa", "hi", "hr")] == [
        "norwegian", None, "turkish", "persian", "hindi", "serbian",
    ]  # fmt: skip
    assert all(dictionary_code(code) and stemmer_name(code) for code in ("pl", "cs", "ar", "ru", "tr", *COMPOUNDING))


def test_a_language_without_any_is_searched_by_its_words() -> None:
    assert terms("ትምህርቲ schools", "ti") == ["ትምህርቲ", "schools", ":ti:ትምህርቲ", ":ti:schools"]
