import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analysis import WORD, clean, fold, folded_words, is_word, stems, terms, words

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.fixture
def eager_threads() -> Iterator[None]:
    """Threads switch as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_threads_do_not_interfere(eager_threads: None) -> None:
    found = [f"{begin}{end}" for begin in ("educ", "integr", "moviliz", "particip") for end in ("aciones", "ar", "ado")]
    tasks = [(f"{word}{number}a", "es") for number in range(40) for word in found]
    expected = [stems.__wrapped__(*task) for task in tasks]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda task: stems.__wrapped__(*task), tasks)) == expected


@given(ANY_TEXT, st.sampled_from(["en", "nl", "it", "lt", "es", "xx"]))
def test_terms_have_only_letters_and_digits_after_their_marks(text: str, language: str) -> None:
    """The full-text query languages of the databases rely on this."""
    for term in terms(text, language):
        if is_word(term):
            assert term.isalnum()
        elif term.startswith("="):
            assert WORD.fullmatch(term[1:])
        else:
            assert re.fullmatch(rf"[:/]{language}:[^\W_]+", term)


@given(ANY_TEXT)
def test_cleaning_and_folding_are_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert words(clean(text)) == words(text)
    assert all(fold(fold(word)) == fold(word) for word in words(text))


def test_titles_are_sorted_word_by_word() -> None:
    titles = ["Éclair", "New times", "Newcomers", "„Dabar“", "žemė", "Zebra"]
    assert sorted(titles, key=folded_words) == ["„Dabar“", "Éclair", "New times", "Newcomers", "Zebra", "žemė"]


def test_variants_of_a_language_share_its_stems() -> None:
    assert stems("schools", "en-gb") == stems("schools", "en") != ("schools",)


@pytest.mark.parametrize("language", ["ti", "zh-hans", "rom"])
def test_a_language_without_stemmer_finds_whole_words(language: str) -> None:
    assert stems("schools", language) == ("schools",)
    assert ":schools" in terms("schools", language)[1]
