"""Suggestions for misspelt words, out of the words of titles, summaries and labels: the same for every engine."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from threading import Lock

from django.db import transaction
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search.language.analysis import WORD, clean, fold, lower, words
from search.models import SearchEntry, SearchWord
from search.query.text import MAX_WORDS, PART

SHORTEST = 4  # letters: shorter words are too like each other
LONGER = 7  # letters: from here on, two mistakes are forgiven
FORGIVEN, FORGIVEN_IN_LONGER = 1, 2  # letters missing, added, wrong, or swapped
MAX_ASKED = 3  # words of one text: each may take a search
BATCH = 500  # words looked up at once


class Spelling:
    """The known words, read from the database as they come. Rows are only added, so only new ones are read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0
        self._written: dict[str, str] = {}  # by the folded word: as it is written
        self.committed: set[str] = set()  # words that the database is certain to have

    def refresh(self) -> None:
        with self._lock:
            newer = SearchWord.objects.filter(pk__gt=self._last).order_by("pk")
            for pk, word in newer.values_list("pk", "word"):
                self._written.setdefault(fold(word), word)
                self._last = pk

    def correct(self, text: str, is_right: Callable[[str], bool] = lambda word: False) -> str:
        """`text` with each unknown word replaced by the known one nearest to it; "" if there is nothing to replace.

        What is excluded stays as it is: a guess must hide nothing. So does what `is_right`, which is asked for unknown
        words only, and all words behind as many as it may be asked for.
        """
        self.refresh()
        seen: dict[str, str] = {}
        asked = 0

        def replaced(match: re.Match[str]) -> str:
            nonlocal asked
            word = match[0]
            if word not in seen:
                goes_on = len(seen) < MAX_WORDS and asked < MAX_ASKED
                nearest = self._nearest(lower(word)) if goes_on else ""
                asked += bool(nearest)
                seen[word] = nearest if nearest and not is_right(word) else word
            return seen[word]

        corrected = PART.sub(lambda part: part[0] if part["minus"] else WORD.sub(replaced, part[0]), clean(text))
        return "" if corrected == clean(text) else corrected

    def _nearest(self, word: str) -> str:
        folded = fold(word)
        if folded in self._written or len(folded) < SHORTEST or folded.isdigit():
            return ""
        forgiven = FORGIVEN_IN_LONGER if len(folded) >= LONGER else FORGIVEN
        found = extract(folded, list(self._written), scorer=OSA.distance, score_cutoff=forgiven, limit=1)
        return self._written[found[0][0]] if found else self._begun(folded)

    def _begun(self, folded: str) -> str:
        """The shortest known word that begins with a long one: compounds of Dutch are known by their first part."""
        if len(folded) < LONGER:
            return ""
        known = [word for word in list(self._written) if word.startswith(folded)]
        return self._written[min(known, key=len)] if known else ""


@cache
def spelling() -> Spelling:
    return Spelling()


def remember(entries: Iterable[SearchEntry]) -> None:
    """Adds the words of `entries` that are not known yet."""
    found: set[str] = set()
    for entry in entries:
        texts = [words_of[part] for words_of in entry.words.values() for part in ("title", "summary")]
        for text in (*texts, *entry.labels.values()):
            found.update(word for word in words(text) if len(word) >= SHORTEST and not word.isdigit())
    committed = spelling().committed
    wanted = sorted(found - committed)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        known = set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
        new = [SearchWord(word=word) for word in some if word not in known]
        SearchWord.objects.bulk_create(new, ignore_conflicts=True)
    # Only then: a word that is written now is gone again if the transaction is rolled back.
    transaction.on_commit(lambda: committed.update(wanted))
