"""Detects the language of a text by the search dictionaries: reliable enough for a warning, not for a refusal."""

from collections.abc import Iterable

from search.language.analysis import words
from search.language.lemmas import is_known

MIN_WORDS = 12  # words: shorter texts are names, numbers and loan words
MIN_SHARE = 0.6  # share of the words that must be in the detected language
MIN_LEAD = 0.25  # lead over the language that the text should be in


def other_language(text: str, language: str, codes: Iterable[str]) -> str:
    """The language among `codes` that `text` is clearly in, rather than `language`; empty if there is none."""
    found = [word for word in words(text) if word.isalpha() and len(word) > 1]
    if len(found) < MIN_WORDS:
        return ""
    shares = {code: sum(is_known(word, code) for word in found) / len(found) for code in {*codes, language}}
    own = shares.pop(language)
    if not own or not shares:  # nothing is known about a language without a dictionary
        return ""
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= MIN_SHARE and shares[best] - own >= MIN_LEAD else ""
