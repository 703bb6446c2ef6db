"""Counts the words of texts and labels, in the transaction that writes the entries."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from search.language.analysis import words
from search.models import SearchClock, SearchEntry, SearchWord
from search.query.spelling import is_correctable

Words = Counter[tuple[str, str]]  # by language and word


def count_words(before: Iterable[SearchEntry], after: Iterable[SearchEntry], version: int) -> None:
    """Updates the counts after entries changed from `before` to `after`."""
    changes = _words_of(after)
    changes.subtract(_words_of(before))
    SearchWord.add(changes, version)


@transaction.atomic
def recount_words() -> None:
    """Corrects what differs from the entries; no entry can be written in the meantime."""
    SearchClock.lock()
    entries = SearchEntry.objects.filter(removed=False).only("words", "labels")
    changes = _words_of(entries.iterator(chunk_size=1_000))
    for language, word, count in SearchWord.objects.values_list("language", "word", "count").iterator():
        changes[language, word] -= count
    SearchWord.add(changes, SearchClock.tick())


def _words_of(entries: Iterable[SearchEntry]) -> Words:
    found: Words = Counter()
    for entry in entries:
        texts = [(code, of[part]) for code, of in entry.words.items() for part in ("title", "summary", "body")]
        found.update({(code, word) for code, text in (*texts, *entry.labels.items()) for word in _counted(text)})
    return found


def _counted(text: str) -> Iterable[str]:
    return (word for word in words(text) if is_correctable(word))
