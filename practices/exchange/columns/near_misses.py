"""Words compared as people type them, and what a misspelt one was probably meant to be."""

from collections.abc import Collection

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Prefix

from cms.base.listing_search import folded

NEAR = 75  # of 100: one letter in four may be wrong
PARTLY = 95  # of 100: all words are there
STEM = 5  # letters that words in other forms have in common at least
MOSTLY = 0.6  # of the longer word


def plain(text: str) -> str:
    """Without accents, capitals and doubled spaces."""
    return " ".join(folded(text).replace("_", " ").split())


def nearest(typed: str, known: Collection[str]) -> str | None:
    """The one of `known`, all of them `plain`, that `typed` is a near miss of."""
    found = process.extractOne(plain(typed), known, scorer=fuzz.ratio, score_cutoff=NEAR)
    return found[0] if found else None


def extended(typed: str, known: Collection[str]) -> str | None:
    """The one of `known`, all of them `plain`, that says what `typed` does and more: “Results and evidence”."""
    found = process.extractOne(plain(typed), known, scorer=fuzz.token_set_ratio, score_cutoff=PARTLY)
    return found[0] if found else None


def inflected(typed: str, known: Collection[str]) -> str | None:
    """The shortest of `known`, all of them `plain`, that has the words of `typed` in any form: “Kontaktas”."""
    words = plain(typed).split()
    found = [each for each in known if words and all(_has_form(word, each.split()) for word in words)]
    return min(found, key=len, default=None)


def _has_form(word: str, words: list[str]) -> bool:
    common = [(Prefix.similarity(word, other), max(len(word), len(other))) for other in words]
    return any(stem >= STEM and stem >= MOSTLY * longer for stem, longer in common)
