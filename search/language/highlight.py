"""Highlights the words that were searched for in a text of a known language, the same for every engine."""

import re
from collections.abc import Collection
from html import escape
from threading import Lock

from django.utils.safestring import SafeString

from search.language.analysis import WORD, alternatives, lower

SNIPPET = 220  # characters
# Limits of the cache of each language.
MAX_WORDS = 20_000  # enough for many pages of results
MAX_TEXT = 1_000_000  # characters of cached texts: some ten megabytes


def mark(text: str, terms: Collection[str], language: str) -> SafeString:
    """`text` as safe HTML, with `<mark>` around each word that one of `terms` matches."""
    return _marked(text, _matching_words(text, terms, language))


def _marked(text: str, matching: set[str]) -> SafeString:
    if not matching:
        return SafeString(escape(text))
    pieces, end = [], 0
    for match in WORD.finditer(text):
        if match.group() in matching:
            pieces += [escape(text[end : match.start()]), "<mark>", escape(match.group()), "</mark>"]
            end = match.end()
    return SafeString("".join([*pieces, escape(text[end:])]))


def snippet(text: str, terms: Collection[str], language: str) -> SafeString:
    """The part of `text` around the first word that one of `terms` matches, highlighted; "" if there is none."""
    matching = _matching_words(text, terms, language)
    if not matching:
        return SafeString()
    match = next(m for m in WORD.finditer(text) if m.group() in matching)
    start, end = max(0, match.start() - SNIPPET // 3), match.start() - SNIPPET // 3 + SNIPPET
    before, after = text[start : match.start()], text[match.start() : max(end, match.end())]
    if start:  # whole words only
        before = "… " + re.sub(r"^\S*(\s+|$)", "", before)
    if end < len(text):
        after = re.sub(r"(?<=\S)\s+\S*$", "", after) + " …"
    return _marked(re.sub(r"\s+", " ", before + after).strip(), matching)


def _matching_words(text: str, terms: Collection[str], language: str) -> set[str]:
    """The words of `text`, as written there, that one of `terms` matches."""
    if not terms:
        return set()
    cache = _caches.get(language)
    if cache is None or cache.is_full:
        cache = _caches[language] = _WordCache(language)
    found = cache.words_of(text)  # first: it also adds the words to `by_term`
    return {word for term in terms for word in cache.by_term.get(term, ()) if word in found}


class _WordCache:
    """The words of recently shown texts in `language`: those of each text, and those that each stored term matches.

    The same texts are shown to readers who search for different words: looking up a few terms here saves analysing
    hundreds of words.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.by_term: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, str] = {}  # interned: one string for a word in many texts
        self._texts: dict[str, frozenset[str]] = {}
        self._size = 0
        self._lock = Lock()

    @property
    def is_full(self) -> bool:
        return len(self._words) > MAX_WORDS or self._size > MAX_TEXT

    def words_of(self, text: str) -> frozenset[str]:
        found = self._texts.get(text)
        if found is None:
            words = set(WORD.findall(text))
            with self._lock:
                for word in words.difference(self._words):
                    for term in alternatives(lower(word), (self.language,)):
                        self.by_term[term] = (*self.by_term.get(term, ()), word)
                    self._words[word] = word
                self._size += len(text)
            found = self._texts[text] = frozenset(self._words[word] for word in words)
        return found


_caches: dict[str, _WordCache] = {}
