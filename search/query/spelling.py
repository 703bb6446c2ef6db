"""Corrections of misspelt words, from the words of titles, summaries and labels: the same for every engine."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from threading import Lock

from django.db import transaction
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search.language.analysis import WORD, clean, fold, lower, words
from search.models import ClockState, SearchEntry, SearchWord
from search.query.text import MAX_WORDS, PART

MIN_LENGTH = 4  # letters: shorter words are too similar to each other
LONG = 7  # letters
MAX_TYPOS, MAX_TYPOS_IN_LONG = 1, 2  # letters missing, added, wrong, or swapped
MAX_CHECKED = 3  # words of one text: each may take a search
BATCH = 500  # words in one query


class Spelling:
    """The known words. Rows are only ever added, so each refresh reads only the new ones."""

    def __init__(self) -> None:
        self._lock = Lock()
        # The last row that has been read, and {folded word: word as written}.
        self._state: ClockState[tuple[int, dict[str, str]]] = ClockState((0, {}))
        self.committed: set[str] = set()  # words that are certainly in the database

    def refresh(self) -> None:
        with self._lock:
            last, known = self._state.value
            newer = list(SearchWord.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "word"))
            if newer:
                added = {fold(word): word for _, word in reversed(newer)}  # the first spelling stays
                self._state.value = (newer[-1][0], {**added, **known})

    @property
    def _spellings(self) -> dict[str, str]:
        return self._state.value[1]

    def correct(self, text: str, is_correct: Callable[[str], bool] = lambda word: False) -> str:
        """`text` with each unknown word replaced by the nearest known one; "" if there is nothing to replace.

        Exclusions stay as they are: a guess must not hide anything. So do words that `is_correct`, which is called for
        unknown words only, and words after the first `MAX_CHECKED` unknown ones.
        """
        self.refresh()
        seen: dict[str, str] = {}
        checked = 0

        def replaced(match: re.Match[str]) -> str:
            nonlocal checked
            word = match[0]
            if word not in seen:
                may_check = len(seen) < MAX_WORDS and checked < MAX_CHECKED
                nearest = self._nearest(lower(word)) if may_check else ""
                checked += bool(nearest)
                seen[word] = nearest if nearest and not is_correct(word) else word
            return seen[word]

        corrected = PART.sub(lambda part: part[0] if part["minus"] else WORD.sub(replaced, part[0]), clean(text))
        return "" if corrected == clean(text) else corrected

    def _nearest(self, word: str) -> str:
        folded = fold(word)
        if folded in self._spellings or len(folded) < MIN_LENGTH or folded.isdigit():
            return ""
        max_typos = MAX_TYPOS_IN_LONG if len(folded) >= LONG else MAX_TYPOS
        found = extract(folded, list(self._spellings), scorer=OSA.distance, score_cutoff=max_typos, limit=1)
        return self._spellings[found[0][0]] if found else self._completed(folded)

    def _completed(self, folded: str) -> str:
        """The shortest known word with `folded` as its prefix: readers may type only the first part of a compound."""
        if len(folded) < LONG:
            return ""
        known = [word for word in list(self._spellings) if word.startswith(folded)]
        return self._spellings[min(known, key=len)] if known else ""


@cache
def spelling() -> Spelling:
    return Spelling()


def add_words(entries: Iterable[SearchEntry]) -> None:
    """Stores the words of `entries` that are not known yet."""
    found: set[str] = set()
    for entry in entries:
        texts = [words_of[part] for words_of in entry.words.values() for part in ("title", "summary")]
        for text in (*texts, *entry.labels.values()):
            found.update(word for word in words(text) if len(word) >= MIN_LENGTH and not word.isdigit())
    committed = spelling().committed
    wanted = sorted(found - committed)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        known = set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
        new = [SearchWord(word=word) for word in some if word not in known]
        SearchWord.objects.bulk_create(new, ignore_conflicts=True)
    # Only on commit: a rollback removes these words again.
    transaction.on_commit(lambda: committed.update(wanted))
