"""The full-text index of the database: entries' ids by the terms of their words, and in order of relevance."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from django.db import connection
from django.db.models import QuerySet

from search.analysis import fold, terms
from search.models import SearchEntry
from search.query_words import stored_terms
from search.text_query import Alternative, TextQuery

PARTS = ("title", "labels", "summary", "body")  # as the indexes have them; what each weighs is theirs to say


class TextIndex(Protocol):
    def put(self, entries: Sequence[SearchEntry]) -> None:
        """Store the texts of `entries`, in place of what was stored of them."""

    def remove(self, ids: Sequence[int]) -> None: ...

    def keep_only(self, entries: QuerySet[SearchEntry]) -> None:
        """Remove what is stored of any other entry."""

    def ids(self, text: TextQuery) -> list[int]:
        """The ids of all entries that have what `text` requires."""

    def titles(self, begun: Sequence[str], limit: int) -> list[int]:
        """The ids of the newest entries whose titles have the folded words `begun`, the last one perhaps unfinished."""

    def ranked(self, text: TextQuery, among: Sequence[int] | None, limit: int, offset: int) -> list[int]:
        """Ids by relevance, best first; only those in `among` unless it is None."""


@dataclass(frozen=True)
class Syntax:
    """How a full-text language spells its operators. Terms have letters, digits and a colon only."""

    term: str  # with `{}` for the term
    both: str
    either: str
    next_to: str

    def expression(self, text: TextQuery) -> str:
        """What `text` requires; what it excludes is looked up by itself."""
        clauses = [f"({self.either.join(map(self._alternative, clause))})" for clause in text.required]
        return self.either.join(f"({self.both.join(some)})" for some in combinations(clauses, text.least))

    def _alternative(self, alternative: Alternative) -> str:
        if alternative.is_phrase:
            return f"({self.next_to.join(self.term.format(fold(word)) for word in alternative.words)})"
        return f"({self.both.join(self._word(word) for word in alternative.words)})"

    def _word(self, word: str) -> str:
        return f"({self.either.join(self.term.format(term) for term in stored_terms(word))})"


def text_index() -> TextIndex:
    """The full-text index of the database that is in use."""
    if connection.vendor == "postgresql":
        from search.engines.database import postgresql

        return postgresql.PostgresTextIndex()
    from search.engines.database import sqlite

    return sqlite.SqliteTextIndex()


def entry_terms(entry: SearchEntry) -> list[list[list[str]]]:
    """The terms of `entry` for each of `PARTS`: a list for each language, analysed in that language."""
    by_part: dict[str, list[list[str]]] = {part: [] for part in PARTS}
    for language, words in entry.words.items():
        for part in ("title", "summary", "body"):
            by_part[part].append(terms(words[part], language))
    for language, text in entry.labels.items():
        by_part["labels"].append(terms(text, language))
    return [by_part[part] for part in PARTS]
