"""Marks the words that were searched for, in a text of a known language, the same for every engine."""

import re
from collections.abc import Collection
from html import escape
from threading import Lock

from django.utils.safestring import SafeString

from search.language.analysis import WORD, alternatives, lower

SNIPPET = 220  # characters
MAX_KNOWN = 20_000  # words of a language that are kept with what they are found by: those of many pages of results
MAX_TEXT = 1_000_000  # characters of the texts of a language whose words are kept: some ten megabytes


def mark(text: str, terms: Collection[str], language: str) -> SafeString:
    """`text` as safe HTML, with `<mark>` around each word that one of `terms` stands for."""
    return _marked(text, _wanted(text, terms, language))


def _marked(text: str, wanted: set[str]) -> SafeString:
    if not wanted:
        return SafeString(escape(text))
    pieces, end = [], 0
    for match in WORD.finditer(text):
        if match.group() in wanted:
            pieces += [escape(text[end : match.start()]), "<mark>", escape(match.group()), "</mark>"]
            end = match.end()
    return SafeString("".join([*pieces, escape(text[end:])]))


def snippet(text: str, terms: Collection[str], language: str) -> SafeString:
    """The part of `text` around the first word that one of `terms` stands for, marked; "" if there is none."""
    wanted = _wanted(text, terms, language)
    if not wanted:
        return SafeString()
    match = next(m for m in WORD.finditer(text) if m.group() in wanted)
    start, end = max(0, match.start() - SNIPPET // 3), match.start() - SNIPPET // 3 + SNIPPET
    before, after = text[start : match.start()], text[match.start() : max(end, match.end())]
    if start:  # whole words only
        before = "… " + re.sub(r"^\S*(\s+|$)", "", before)
    if end < len(text):
        after = re.sub(r"(?<=\S)\s+\S*$", "", after) + " …"
    return _marked(re.sub(r"\s+", " ", before + after).strip(), wanted)


def _wanted(text: str, terms: Collection[str], language: str) -> set[str]:
    """The words of `text`, as they stand there, that one of `terms` stands for."""
    if not terms:
        return set()
    known = _known.get(language)
    if known is None or known.is_full:
        known = _known[language] = _Words(language)
    found = known.of(text)  # first: now its words are among those that terms stand for
    return {word for term in terms for word in known.by_term.get(term, ()) if word in found}


class _Words:
    """The words that texts in `language` were seen to have: those of each text, and those that a stored term finds.

    Texts are shown again and again, to readers who look for other words: a few terms are looked up here, where
    otherwise hundreds of words would be compared.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.by_term: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, str] = {}  # each word once, in however many texts it is
        self._texts: dict[str, frozenset[str]] = {}
        self._size = 0
        self._learning = Lock()

    @property
    def is_full(self) -> bool:
        return len(self._known) > MAX_KNOWN or self._size > MAX_TEXT

    def of(self, text: str) -> frozenset[str]:
        found = self._texts.get(text)
        if found is None:
            words = set(WORD.findall(text))
            with self._learning:
                for word in words.difference(self._known):
                    for term in alternatives(lower(word), (self.language,)):
                        self.by_term[term] = (*self.by_term.get(term, ()), word)
                    self._known[word] = word
                self._size += len(text)
            found = self._texts[text] = frozenset(self._known[word] for word in words)
        return found


_known: dict[str, _Words] = {}
