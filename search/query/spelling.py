"""What a reader may have meant by a misspelt word, from the words of the content: the same for every engine."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import extract

from cms.base.languages import content_languages
from search.language.analysis import WORD, clean, fold, lower, remove_stopwords
from search.language.lemmas import is_known
from search.models import ClockState, SearchClock, SearchWord
from search.query.curation import curation_cache
from search.query.keyboard import are_neighbours
from search.query.text import MAX_WORDS, PART

MIN_LENGTH = 4  # letters: shorter words are too similar to each other
LONG, VERY_LONG = 7, 14  # letters
# Letters missing, added, wrong or swapped: one more in a long word, one fewer in a word that a dictionary has.
MAX_TYPOS = 1
MAX_GUESSES = 3  # words per text: each may take a search


@dataclass(frozen=True)
class Guess:
    """What a word may have been meant to be."""

    word: str
    is_own: bool  # whether it is a word of the reader's language


Spellings = tuple[tuple[str, int], ...]  # words that differ in case or diacritics only, with their counts
Vocabulary = Mapping[str, Mapping[str, Spellings]]  # by language and folded word


class Spelling:
    """The words of the content by language; each refresh reads only what has changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        # The clock's value at the last refresh, and the vocabulary at that time.
        self._state: ClockState[tuple[int, Vocabulary]] = ClockState((-1, {}))

    def refresh(self) -> Vocabulary:
        now = SearchClock.now()
        with self._lock:
            version, known = self._state.value
            if now < version:  # the clock went back, for instance with a restored backup
                version, known = -1, {}
            if now != version:
                changed = SearchWord.objects.filter(version__gt=version).order_by("language")
                known = _updated(known, changed.values_list("language", "word", "count"))
                self._state.value = (now, known)
        return known

    def guesses(self, text: str, language: str) -> dict[str, Guess]:
        """For each word of `text` that neither the content nor a synonym has, the nearest one of theirs.

        Of at most `MAX_GUESSES` words, and of none that is excluded: a guess must not hide anything.
        """
        known, found, words = self.refresh(), {}, _required_words(text)
        for word in remove_stopwords(words, language)[:MAX_WORDS]:
            if len(found) < MAX_GUESSES and (nearest := _nearest(word, language, known)):
                found[word] = nearest
        return found


def corrected(text: str, guesses: Mapping[str, Guess]) -> str:
    """`text` with these words replaced, except in exclusions."""

    def replaced(match: re.Match[str]) -> str:
        word = lower(match[0])
        return guesses[word].word if word in guesses else match[0]

    return PART.sub(lambda part: part[0] if part["minus"] else WORD.sub(replaced, part[0]), clean(text))


def _required_words(text: str) -> list[str]:
    parts = (part[0] for part in PART.finditer(clean(text)) if not part["minus"])
    return list(dict.fromkeys(lower(word) for part in parts for word in WORD.findall(part)))


def is_correctable(word: str) -> bool:
    """Whether it is long enough to be told from other words, and no number: only such words are counted and guessed."""
    return len(word) >= MIN_LENGTH and not any(map(str.isdigit, word))


def in_a_dictionary(word: str) -> bool:
    """Checks all of the site's languages: readers also search in languages other than the one they read in."""
    return any(is_known(word, code) for code, _ in content_languages())


def _nearest(word: str, language: str, known: Vocabulary) -> Guess | None:
    """The nearest word in the content in the reader's language or its synonyms; for a long word, in any language."""
    folded = fold(word)
    if not is_correctable(folded) or any(folded in words for words in known.values()):
        return None
    synonyms = curation_cache.get().words_in(language)
    if folded in synonyms:
        return None
    is_long = len(folded) >= LONG
    typos = MAX_TYPOS + is_long - in_a_dictionary(word)
    own: Vocabulary = {language: known.get(language, {})}
    in_synonyms: Vocabulary = {language: {key: ((word, 0),) for key, word in synonyms.items()}}
    others: Vocabulary = {code: words for code, words in known.items() if is_long and code != language}
    for vocabulary in (own, in_synonyms, others):
        if found := _similar(folded, vocabulary, typos) or _completed(folded, vocabulary):
            code, nearest = found
            spelled, _count = max(vocabulary[code][nearest], key=lambda spelling: spelling[1])
            return Guess(spelled, is_own=vocabulary is not others)
    return None


def _similar(folded: str, known: Vocabulary, max_typos: int) -> tuple[str, str] | None:
    """The word with the fewest and likeliest typos, then the most frequent one.

    Of two typos, neither is in the first letter: that would be a different word.
    """
    found = [
        (typos, _unlikely(folded, word), -sum(count for _, count in words[word]), word, code)
        for code, words in known.items()
        for word, typos, _ in extract(folded, list(words), scorer=OSA.distance, score_cutoff=max_typos, limit=None)
        if typos <= MAX_TYPOS or word[0] == folded[0]
    ]
    return (best[4], best[3]) if (best := min(found, default=None)) else None


def _unlikely(typed: str, word: str) -> int:
    """Letters in the wrong order are the likeliest typo, letters far apart on the keyboard the least likely."""
    if sorted(typed) == sorted(word):
        return -1
    edits = (edit for edit in Levenshtein.editops(typed, word) if edit.tag == "replace")
    return sum(not are_neighbours(typed[edit.src_pos], word[edit.dest_pos]) for edit in edits)


def _completed(folded: str, known: Vocabulary) -> tuple[str, str] | None:
    """The shortest word that begins with `folded`: readers may type only the first part of a compound.

    In a very long one, they may also have made a typo.
    """
    length = len(folded)
    if length < LONG:
        return None
    for typos in range(1 + (length >= VERY_LONG)):
        beginning = folded[:MIN_LENGTH] if typos else folded
        longer = ((code, word) for code, words in known.items() for word in words if word.startswith(beginning))
        found = [
            (len(word), word, code)
            for code, word in longer
            if any(OSA.distance(folded, word[:end], score_cutoff=typos) <= typos for end in {length, length + typos})
        ]
        if found:
            _length, word, code = min(found)
            return code, word
    return None


def _updated(known: Vocabulary, changed: Iterable[tuple[str, str, int]]) -> Vocabulary:
    """A copy with updated counts."""
    found: dict[str, dict[str, Spellings]] = {}
    for language, word, count in changed:
        if language not in found:
            found[language] = dict(known.get(language, {}))
        words, folded = found[language], fold(word)
        others = tuple(spelling for spelling in words.get(folded, ()) if spelling[0] != word)
        if spellings := (*others, (word, count)) if count > 0 else others:
            words[folded] = spellings
        else:
            words.pop(folded, None)
    return {**known, **found}


@cache
def spelling() -> Spelling:
    return Spelling()
