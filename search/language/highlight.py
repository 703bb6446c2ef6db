"""Highlights the words that were searched for in a text of a known language, the same for every engine."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from threading import Lock

from django.utils.safestring import SafeString

from search.language.analysis import WORD, is_stopword, is_word, joined, lower, stored_terms

SNIPPET = 220  # characters
# Limits of the cache of each language.
MAX_WORDS = 20_000  # enough for many pages of results
MAX_TEXT = 1_000_000  # characters of cached texts: some ten megabytes
Place = tuple[int, int]  # where it begins and ends


@dataclass(frozen=True)
class _Sought:
    """What to mark in a text: words as they are written there, and phrases as the possible words at each position."""

    words: set[str]
    phrases: list["_Phrase"]

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


@dataclass(frozen=True)
class _Phrase:
    places: list[set[str]]
    is_literal: bool


def mark(text: str, terms: Collection[str], language: str) -> SafeString:
    """`text` as safe HTML, with `<mark>` around each word that one of `terms` matches.

    Terms with spaces between them match only together: see `search.query.words.terms_to_mark`.
    """
    return _marked(text, _sought(text, terms, language), language)


def snippet(text: str, terms: Collection[str], language: str) -> SafeString:
    """The part of `text` around the first place that one of `terms` matches, highlighted; "" if there is none."""
    sought = _sought(text, terms, language)
    first = next(_places(text, sought, language), None)
    if first is None:
        return SafeString()
    start, end = max(0, first[0] - SNIPPET // 3), first[0] - SNIPPET // 3 + SNIPPET
    before, after = text[start : first[0]], text[first[0] : max(end, first[1])]
    if start:  # whole words only
        before = "… " + re.sub(r"^\S*(\s+|$)", "", before)
    if end < len(text):
        after = re.sub(r"(?<=\S)\s+\S*$", "", after) + " …"
    return _marked(re.sub(r"\s+", " ", before + after).strip(), sought, language)


def _marked(text: str, sought: _Sought, language: str) -> SafeString:
    pieces, after = [], 0
    for start, end in _places(text, sought, language):
        pieces += [escape(text[after:start]), "<mark>", escape(text[start:end]), "</mark>"]
        after = end
    return SafeString("".join([*pieces, escape(text[after:])]))


def _places(text: str, sought: _Sought, language: str) -> Iterator[Place]:
    """Where to mark `text`, in order; of overlapping places, the first and longest one."""
    if not sought:
        return
    is_joined = any(not WORD.fullmatch(word) for word in sought.words)  # such as "taal-cursus"
    if not is_joined and not sought.phrases:  # in order already: a snippet needs only the first one
        yield from (match.span() for match in WORD.finditer(text) if match[0] in sought.words)
        return
    written = list(WORD.finditer(text))
    places = [match.span() for match in written if match[0] in sought.words]
    if is_joined:
        places += [(start, end) for start, end, _ in joined(text, language) if text[start:end] in sought.words]
    for phrase in sought.phrases:
        places += _of_phrase(written, phrase, language)
    after = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= after:
            yield start, end
            after = end


def _of_phrase(written: list[re.Match[str]], phrase: _Phrase, language: str) -> Iterator[Place]:
    """Where the words of `phrase` follow each other; in one that is not literal, there may be stopwords in between."""
    for first, match in enumerate(written):
        if match[0] not in phrase.places[0]:
            continue
        place = 0
        for other in written[first:]:
            if other[0] in phrase.places[place]:
                place += 1
                if place == len(phrase.places):
                    yield match.start(), other.end()
                    break
            elif phrase.is_literal or not is_stopword(other[0], language):
                break


def _sought(text: str, terms: Collection[str], language: str) -> _Sought:
    if not terms:
        return _Sought(set(), [])
    cache = _caches.get(language)
    if cache is None or cache.is_full:
        cache = _caches[language] = _WordCache(language)
    found = cache.words_of(text)  # first: it also adds the words to `by_term`

    def matching(term: str) -> set[str]:
        return {word for word in cache.by_term.get(term, ()) if word in found}

    words: set[str] = set()
    phrases = []
    for term in terms:
        if " " not in term:
            words.update(cache.by_term.get(term, ()))
        elif all(places := [matching(one) for one in term.split()]):
            phrases.append(_Phrase(places, is_literal=is_word(term)))
    return _Sought(words & found, phrases)


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
