"""The full-text index of the database: entries' ids by the terms of their words, and in order of relevance."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.db.models import QuerySet

from search.analysis import terms
from search.models import SearchEntry

Words = list[list[str]]  # of each word of the query, the terms that it stands for: all words, any term of each
PARTS = ("title", "labels", "summary", "body")  # from the weightiest to the lightest


class TextIndex(Protocol):
    def put(self, entries: Sequence[SearchEntry]) -> None:
        """Store the texts of `entries`, in place of what was stored of them."""

    def remove(self, ids: Sequence[int]) -> None: ...

    def keep_only(self, entries: QuerySet[SearchEntry]) -> None:
        """Remove what is stored of any other entry."""

    def ids(self, words: Words) -> list[int]:
        """The ids of all entries that have every word."""

    def ranked(self, words: Words, among: Sequence[int] | None, limit: int, offset: int) -> list[int]:
        """Ids by relevance, best first; only those in `among` unless it is None."""


def text_index() -> TextIndex:
    """The full-text index of the database that is in use."""
    if connection.vendor == "postgresql":
        from search.engines.database import postgresql

        return postgresql.PostgresTextIndex()
    from search.engines.database import sqlite

    return sqlite.SqliteTextIndex()


def entry_terms(entry: SearchEntry) -> list[list[str]]:
    """The terms of `entry` for each of `PARTS`: every language's words, analysed in that language."""
    by_part: dict[str, list[str]] = {part: [] for part in PARTS}
    for language, words in entry.words.items():
        for part in ("title", "summary", "body"):
            by_part[part] += terms(words[part], language)
    for language, text in entry.labels.items():
        by_part["labels"] += terms(text, language)
    return [by_part[part] for part in PARTS]
