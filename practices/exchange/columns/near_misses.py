"""Compares words leniently, and guesses what a misspelt one was meant to be."""

from collections.abc import Collection

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Prefix

from cms.base.admin_lists.folded_search import folded

MIN_SCORE = 75  # score out of 100: one letter in four may be wrong
MIN_PARTIAL = 95  # score out of 100: all words are present
STEM = 5  # minimum length of the common beginning of inflected forms
MIN_SHARE = 0.6  # share of the longer word


def plain(text: str) -> str:
    """`text` without accents, case and repeated spaces."""
    return " ".join(folded(text).replace("_", " ").split())


def nearest(typed: str, known: Collection[str]) -> str | None:
    """The element of `known` (all `plain`) that `typed` is a near miss of."""
    found = process.extractOne(plain(typed), known, scorer=fuzz.ratio, score_cutoff=MIN_SCORE)
    return found[0] if found else None


def extended(typed: str, known: Collection[str]) -> str | None:
    """The element of `known` (all `plain`) that `typed` contains in addition to other words: “Results and evidence”."""
    found = process.extractOne(plain(typed), known, scorer=fuzz.token_set_ratio, score_cutoff=MIN_PARTIAL)
    return found[0] if found else None


def inflected(typed: str, known: Collection[str]) -> str | None:
    """The shortest of `known` (all `plain`) that has the words of `typed` in any inflected form: “Kontaktas”."""
    words = plain(typed).split()
    found = [each for each in known if words and all(_has_form(word, each.split()) for word in words)]
    return min(found, key=len, default=None)


def _has_form(word: str, words: list[str]) -> bool:
    common = [(Prefix.similarity(word, other), max(len(word), len(other))) for other in words]
    return any(stem >= STEM and stem >= MIN_SHARE * longer for stem, longer in common)
