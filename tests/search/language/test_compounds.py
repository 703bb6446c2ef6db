"""Compounds are split into their parts, and hardly any other word is."""

import json
from pathlib import Path

import pytest

from search.language.analysis import alternatives, stems, terms
from search.language.compounds import all_parts, parts
from search.language.folding import fold
from search.query.text import parse_text
from tests.languages import need_dictionaries

EXAMPLES = json.loads((Path(__file__).parent / "compounds.json").read_text(encoding="utf-8"))
MISSED, CUT = {"nl": 2, "de": 1}, {"nl": 1, "de": 0}  # at most


@pytest.fixture(scope="module", autouse=True)
def dictionaries() -> None:
    need_dictionaries(*EXAMPLES)


@pytest.mark.parametrize("language", EXAMPLES)
def test_compounds_have_their_parts(language: str) -> None:
    missed = {word: parts(word, language) for word, expected in EXAMPLES[language]["compounds"].items()
              if not _have(all_parts(word, language), expected, language)}  # fmt: skip
    assert len(missed) <= MISSED[language], missed


def _have(found: tuple[str, ...], expected: list[str], language: str) -> bool:
    stemmed = {stem for part in found for stem in stems(part, language)}
    return all(stemmed.intersection(stems(part, language)) for part in expected)


@pytest.mark.parametrize("language", EXAMPLES)
def test_simple_words_stay_whole(language: str) -> None:
    cut = {word: found for word in EXAMPLES[language]["simple"].split() if (found := parts(word, language))}
    assert len(cut) <= CUT[language], cut


def test_a_part_is_looked_up_under_a_mark_of_its_own() -> None:
    stored = terms("vluchtelingenopvang", "nl")
    assert "opvang" not in stored
    assert "/nl:opvang" in stored
    assert "/nl:opvang" in alternatives("opvang", ("nl",))
    assert "/nl:opvang" not in alternatives("opvang", ("nl",), in_compounds=False)


def test_a_fertiliser_is_found_in_its_regulation() -> None:
    assert set(terms("Düngemittelverordnung", "de")) & set(alternatives("Dünger", ("de",)))


@pytest.mark.parametrize("word", ["taal" * 16, "taal" * 200, "e" * 500, "cursus" * 20])
def test_long_words_have_few_parts(word: str) -> None:
    assert len(parts(word, "nl")) <= 6
    assert len(terms(word, "nl")) < 20


def test_scripts_without_spaces_are_found_by_pairs() -> None:
    assert set(terms("語言課程", "zh")) & set(alternatives("課程", ("zh",)))
    assert not set(terms("語言課程", "zh")) & set(alternatives("課語", ("zh",)))
    assert parts("課程", "zh") == ()


def test_one_part_of_a_compound_is_a_partial_match() -> None:
    assert [option.words for option in parse_text("inburgeringsexamen", "nl").loosely[0]] == [
        ("inburgering",),
        ("examen",),
    ]
    assert not parse_text("語言課程", "zh").has_partial_matches


@pytest.mark.parametrize("word", ["Utrechtse", "Amsterdamse", "Leeuwardens"])
def test_an_adjective_finds_its_place(word: str) -> None:
    assert fold(word).removesuffix("e").removesuffix("s") in alternatives(word, ("nl",))
    assert "duit" not in alternatives("Duitse", ("nl",))  # a word of its own


def test_other_languages_have_no_compounds() -> None:
    assert parts("workplace", "en") == ()
    assert fold("workplace") in terms("workplace", "en")
