"""The terms that an entry is found by, computed when it is written: every engine looks up the same ones."""

from collections.abc import Mapping

from search.language.analysis import terms

PARTS = ("title", "labels", "summary", "body")


def terms_by_part(words: Mapping[str, Mapping[str, str]], labels: Mapping[str, str]) -> dict[str, str]:
    """The terms of each of `PARTS`, separated by spaces; text by text, each analysed in its own language.

    `words` and `labels` have the same shapes as in `SearchEntry`. Each text ends with its marked terms (see
    `search.language.analysis`), so no phrase can match across two texts.
    """
    by_part: dict[str, list[str]] = {part: [] for part in PARTS}
    for language, texts in words.items():
        for part in ("title", "summary", "body"):
            by_part[part] += terms(texts[part], language)
    for language, text in labels.items():
        by_part["labels"] += terms(text, language)
    return {part: " ".join(found) for part, found in by_part.items()}
