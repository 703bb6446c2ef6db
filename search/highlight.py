"""Marks the words that were searched for, in a text of a known language, the same for every engine."""

import re
from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from search.analysis import WORD, alternatives, lower

SNIPPET = 220  # characters
MAX_KNOWN = 20_000  # words of a language, with their terms: those of many pages of results


def mark(text: str, terms: Iterable[str], language: str) -> SafeString:
    """`text` as safe HTML, with `<mark>` around each word that one of `terms` stands for."""
    wanted = _wanted(text, terms, language)
    if not wanted:
        return SafeString(escape(text))
    pieces, end = [], 0
    for match in WORD.finditer(text):
        if match.group() in wanted:
            pieces += [escape(text[end : match.start()]), "<mark>", escape(match.group()), "</mark>"]
            end = match.end()
    return SafeString("".join([*pieces, escape(text[end:])]))


def snippet(text: str, terms: Iterable[str], language: str) -> str:
    """The part of `text` around the first word that is searched for, or "" if there is none."""
    wanted = _wanted(text, terms, language)
    if not wanted:
        return ""
    match = next(m for m in WORD.finditer(text) if m.group() in wanted)
    start, end = max(0, match.start() - SNIPPET // 3), match.start() - SNIPPET // 3 + SNIPPET
    before, after = text[start : match.start()], text[match.start() : max(end, match.end())]
    if start:  # whole words only
        before = "… " + re.sub(r"^\S*(\s+|$)", "", before)
    if end < len(text):
        after = re.sub(r"(?<=\S)\s+\S*$", "", after) + " …"
    return re.sub(r"\s+", " ", before + after).strip()


def _wanted(text: str, terms: Iterable[str], language: str) -> set[str]:
    """The words of `text`, as they stand there, that one of `terms` stands for."""
    terms, known = frozenset(terms), _known.setdefault(language, _Terms(language))
    return {word for word in WORD.findall(text) if not terms.isdisjoint(known[word])} if terms else set()


class _Terms(dict[str, tuple[str, ...]]):
    """The stored terms of each word that texts in `language` were seen to have.

    A dictionary, because it is asked for every word of a page: calling a function takes three times as long.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= MAX_KNOWN:
            self.clear()
        found = self[word] = tuple(alternatives(lower(word), (self.language,)))
        return found


_known: dict[str, _Terms] = {}
