"""The terms that the texts of an entry are found by, worked out when it is written: every engine looks up the same."""

from search.analysis import terms
from search.models import SearchEntry

PARTS = ("title", "labels", "summary", "body")


def entry_terms(entry: SearchEntry) -> dict[str, str]:
    """The terms of each of `PARTS`, separated by spaces; text after text, analysed in the language of each.

    Between two texts stand marked terms (see `search.analysis`), so no phrase of words goes over from one to the next.
    """
    by_part: dict[str, list[str]] = {part: [] for part in PARTS}
    for language, words in entry.words.items():
        for part in ("title", "summary", "body"):
            by_part[part] += terms(words[part], language)
    for language, text in entry.labels.items():
        by_part["labels"] += terms(text, language)
    return {part: " ".join(found) for part, found in by_part.items()}
