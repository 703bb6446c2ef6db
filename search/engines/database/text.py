"""The interface of the database's full-text index: which entries have which terms, in which part of their text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet
from pyroaring import BitMap

from search.models import SearchEntry
from search.query.text import Alternative, Clause
from search.query.words import stored_phrases, stored_terms, term_as_typed

FREQUENT = "frequent"  # an extra part: the terms that occur in a body `FREQUENT_FROM` times or more
FREQUENT_FROM = 3
# Prefixes of the terms of a part, which are stored in addition to the terms themselves: to find out where in a row a
# term occurs, both databases would have to read the whole row.
MARKS = {"title": "t/", "labels": "l/", "summary": "s/", FREQUENT: "o/"}


class TextIndex(Protocol):
    def put(self, entries: Sequence[SearchEntry]) -> None:
        """Store the terms of `entries`, replacing those stored before."""

    def remove(self, ids: Sequence[int]) -> None: ...

    def keep_only(self, entries: QuerySet[SearchEntry]) -> None:
        """Remove all other entries from the index."""

    def find(self, queries: Sequence["IndexQuery"]) -> list[BitMap]:
        """The ids of all entries that match, for each of `queries`. One SQL query."""

    def titles(self, typed: Sequence[str]) -> BitMap:
        """The ids of all entries whose titles have the folded words `typed`, the last one as a prefix."""


@dataclass(frozen=True)
class IndexQuery:
    """Matches any alternative of `clause` in one `part` of an entry (a key of `MARKS`), or anywhere in it.

    The words of a phrase have to be adjacent only if there is no `part`.
    """

    clause: Clause
    part: str = ""
    is_exact: bool = False  # the words themselves, not others with the same stem


@dataclass(frozen=True)
class Syntax:
    """The operators of a full-text query language. Terms are letters and digits, with an optional mark in front."""

    term: str  # with `{}` for the term
    and_: str
    or_: str
    followed_by: str

    def expression(self, query: IndexQuery) -> str:
        return self.or_.join(self._alternative(option, query) for option in query.clause)

    def _alternative(self, alternative: Alternative, query: IndexQuery) -> str:
        if alternative.is_phrase and not query.is_exact:
            mark, between = MARKS.get(query.part, ""), self.and_ if query.part else self.followed_by
            rows = ((self.term.format(mark + term) for term in row) for row in stored_phrases(alternative))
            return self.or_.join(f"({between.join(row)})" for row in rows)
        return f"({self.and_.join(self._word(word, query, alternative) for word in alternative.words)})"

    def _word(self, word: str, query: IndexQuery, alternative: Alternative) -> str:
        if query.is_exact:
            return self.term.format(term_as_typed(word))
        mark = MARKS.get(query.part, "")
        return f"({self.or_.join(self.term.format(mark + term) for term in stored_terms(word, alternative))})"


def marked_terms(entry: SearchEntry) -> list[str]:
    """The terms of each part of `entry`, prefixed with the mark of the part."""
    counted = Counter(entry.terms.get("body", "").split())
    frequent = [term for term, count in counted.items() if count >= FREQUENT_FROM]
    by_part = {part: dict.fromkeys(entry.terms.get(part, "").split()) for part in MARKS if part != FREQUENT}
    return [mark + term for part, mark in MARKS.items() for term in by_part.get(part, frequent)]
