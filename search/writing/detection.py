"""In which language a text is, by the dictionaries of the search: enough for a warning, never for a refusal."""

from collections.abc import Iterable

from search.language.analysis import words
from search.language.lemmas import is_known

FEWEST = 12  # words: shorter texts are names, numbers and loan words
ENOUGH = 0.6  # of the words must be of the language that is found
CLEARLY = 0.25  # more than of the language that the text should be in


def other_language(text: str, language: str, codes: Iterable[str]) -> str:
    """The one of the languages `codes` that `text` is clearly in rather than in `language`; empty if there is none."""
    found = [word for word in words(text) if word.isalpha() and len(word) > 1]
    if len(found) < FEWEST:
        return ""
    shares = {code: sum(is_known(word, code) for word in found) / len(found) for code in {*codes, language}}
    own = shares.pop(language)
    if not own or not shares:  # nothing is known of a language without a dictionary
        return ""
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= ENOUGH and shares[best] - own >= CLEARLY else ""
