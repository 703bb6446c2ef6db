"""Highlights the words that were searched for in a text of a known language, the same for every engine."""

import re
from collections.abc import Collection, Iterator
from html import escape
from threading import Lock

from django.utils.safestring import SafeString

from search.language.analysis import WORD, joined, lower, stored_terms

SNIPPET = 220  # characters
# Limits of the cache of each language.
MAX_WORDS = 20_000  # enough for many pages of results
MAX_TEXT = 1_000_000  # characters of cached texts: some ten megabytes


def mark(text: str, terms: Collection[str], language: str) -> SafeString:
    """`text` as safe HTML, with `<mark>` around each word that one of `terms` matches."""
    return _marked(text, _matching_words(text, terms, language), language)


def _marked(text: str, matching: set[str], language: str) -> SafeString:
    if not matching:
        return SafeString(escape(text))
    pieces, after = [], 0
    for start, end in _places(text, matching, language):
        pieces += [escape(text[after:start]), "<mark>", escape(text[start:end]), "</mark>"]
        after = end
    return SafeString("".join([*pieces, escape(text[after:])]))


def _places(text: str, matching: set[str], language: str) -> Iterator[tuple[int, int]]:
    """Where the words of `matching` are in `text`; "taal-cursus" is one place if it is one of them."""
    wholes = {}
    if any(not WORD.fullmatch(word) for word in matching):
        wholes = {start: end for start, end, _ in joined(text, language) if text[start:end] in matching}
    after = 0
    for match in WORD.finditer(text):
        end = wholes.get(match.start(), match.end())
        if match.start() >= after and text[match.start() : end] in matching:
            yield match.start(), end
            after = end


def snippet(text: str, terms: Collection[str], language: str) -> SafeString:
    """The part of `text` around the first word that one of `terms` matches, highlighted; "" if there is none."""
    matching = _matching_words(text, terms, language)
    if not matching:
        return SafeString()
    found, found_end = next(_places(text, matching, language))
    start, end = max(0, found - SNIPPET // 3), found - SNIPPET // 3 + SNIPPET
    before, after = text[start:found], text[found : max(end, found_end)]
    if start:  # whole words only
        before = "… " + re.sub(r"^\S*(\s+|$)", "", before)
    if end < len(text):
        after = re.sub(r"(?<=\S)\s+\S*$", "", after) + " …"
    return _marked(re.sub(r"\s+", " ", before + after).strip(), matching, language)


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
            lowered = {word: lower(word) for word in WORD.findall(text)}
            lowered |= {text[start:end]: whole for start, end, whole in joined(text, self.language)}
            words = set(lowered)
            with self._lock:
                for word in words.difference(self._words):
                    for term in stored_terms(lowered[word], self.language):
                        self.by_term[term] = (*self.by_term.get(term, ()), word)
                    self._words[word] = word
                self._size += len(text)
            found = self._texts[text] = frozenset(self._words[word] for word in words)
        return found


_caches: dict[str, _WordCache] = {}
