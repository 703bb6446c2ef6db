"""Words compared as people type them, and what a misspelt one was probably meant to be."""

from collections.abc import Collection

from rapidfuzz import fuzz, process

from cms.base.listing_search import folded

NEAR = 75  # of 100: one letter in four may be wrong
PARTLY = 95  # of 100: all words are there


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
