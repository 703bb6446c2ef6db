"""The terms that the texts of an entry are found by, worked out when it is written: every engine looks up the same."""

from collections.abc import Mapping

from search.language.analysis import terms

PARTS = ("title", "labels", "summary", "body")


def terms_by_part(words: Mapping[str, Mapping[str, str]], labels: Mapping[str, str]) -> dict[str, str]:
    """The terms of each of `PARTS`, separated by spaces; text after text, analysed in the language of each.

    `words` and `labels` have the shapes of a `SearchEntry`'s. Between two texts stand marked terms (see
    `search.language.analysis`), so no phrase of words goes over from one to the next.
    """
    by_part: dict[str, list[str]] = {part: [] for part in PARTS}
    for language, texts in words.items():
        for part in ("title", "summary", "body"):
            by_part[part] += terms(texts[part], language)
    for language, text in labels.items():
        by_part["labels"] += terms(text, language)
    return {part: " ".join(found) for part, found in by_part.items()}
