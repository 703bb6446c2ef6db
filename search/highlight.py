"""Marks the words that were searched for, in a text of a known language, the same for every engine."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString

from search.analysis import WORD, fold, lower, stems

SNIPPET = 220  # characters


def mark(text: str, terms: Iterable[str], language: str) -> SafeString:
    """`text` as safe HTML, with `<mark>` around each word that one of `terms` stands for."""
    wanted = frozenset(terms)
    pieces, end = [], 0
    for match in WORD.finditer(text):
        if _is_wanted(match.group(), wanted, language):
            pieces += [escape(text[end : match.start()]), "<mark>", escape(match.group()), "</mark>"]
            end = match.end()
    return SafeString("".join([*map(str, pieces), str(escape(text[end:]))]))


def snippet(text: str, terms: Iterable[str], language: str) -> str:
    """The part of `text` around the first word that is searched for, or "" if there is none."""
    wanted = frozenset(terms)
    match = next((m for m in WORD.finditer(text) if _is_wanted(m.group(), wanted, language)), None)
    if match is None:
        return ""
    start, end = max(0, match.start() - SNIPPET // 3), match.start() - SNIPPET // 3 + SNIPPET
    before, after = text[start : match.start()], text[match.start() : max(end, match.end())]
    if start:  # whole words only
        before = "… " + re.sub(r"^\S*(\s+|$)", "", before)
    if end < len(text):
        after = re.sub(r"(?<=\S)\s+\S*$", "", after) + " …"
    return re.sub(r"\s+", " ", before + after).strip()


def _is_wanted(word: str, wanted: frozenset[str], language: str) -> bool:
    word = lower(word)
    return fold(word) in wanted or any(f"{language}:{stem}" in wanted for stem in stems(word, language))
