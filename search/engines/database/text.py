"""The full-text index of the database: which entries have which terms, and in which part of their text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from django.db.models import QuerySet
from pyroaring import BitMap

from search.language.analysis import fold
from search.models import SearchEntry
from search.query.text import Alternative, TextQuery
from search.query.words import stored_terms

OFTEN = "often"  # a part of its own: the terms that a body has again and again
TIMES = 3
# Stored before the terms of a part, besides the terms themselves: the databases' own ways to tell where in a row a
# term stands have to read everything that is stored of it.
MARKS = {"title": "t/", "labels": "l/", "summary": "s/", OFTEN: "o/"}


class TextIndex(Protocol):
    def put(self, entries: Sequence[SearchEntry]) -> None:
        """Store the terms of `entries`, in place of what was stored of them."""

    def remove(self, ids: Sequence[int]) -> None: ...

    def keep_only(self, entries: QuerySet[SearchEntry]) -> None:
        """Remove what is stored of any other entry."""

    def find(self, lookups: Sequence["Lookup"]) -> list[BitMap]:
        """Of each of `lookups` the ids of all entries that have what it asks for. One query."""

    def titles(self, begun: Sequence[str]) -> BitMap:
        """The ids of all entries whose titles have the folded words `begun`, the last one perhaps unfinished."""


@dataclass(frozen=True)
class Lookup:
    """What `text` requires, in `part` of an entry (one of `MARKS`), or anywhere in it.

    Only anywhere do the words of a phrase have to stand next to each other.
    """

    text: TextQuery
    part: str = ""
    as_written: bool = False  # the words themselves, not what shares a stem with them


@dataclass(frozen=True)
class Syntax:
    """How a full-text language spells its operators. Terms have letters and digits only, behind a mark or none."""

    term: str  # with `{}` for the term
    both: str
    either: str
    next_to: str

    def expression(self, lookup: Lookup) -> str:
        """What `lookup` requires; what its text excludes is looked up by itself."""
        text = lookup.text
        clauses = [
            f"({self.either.join(self._alternative(option, lookup) for option in clause)})" for clause in text.required
        ]
        return self.either.join(
            f"({self.both.join(some)})" for some in combinations(clauses, text.minimum_should_match)
        )

    def _alternative(self, alternative: Alternative, lookup: Lookup) -> str:
        if alternative.is_phrase and not lookup.part and not lookup.as_written:
            return f"({self.next_to.join(self.term.format(fold(word)) for word in alternative.words)})"
        return f"({self.both.join(self._word(word, lookup) for word in alternative.words)})"

    def _word(self, word: str, lookup: Lookup) -> str:
        if lookup.as_written:
            return self.term.format(word if fold(word) == word else f"={word}")
        mark = MARKS.get(lookup.part, "")
        return f"({self.either.join(self.term.format(mark + term) for term in stored_terms(word))})"


def marked_terms(entry: SearchEntry) -> list[str]:
    """The terms of each part of `entry`, with the mark of the part."""
    counted = Counter(entry.terms.get("body", "").split())
    often = [term for term, count in counted.items() if count >= TIMES]
    by_part = {part: dict.fromkeys(entry.terms.get(part, "").split()) for part in MARKS if part != OFTEN}
    return [mark + term for part, mark in MARKS.items() for term in by_part.get(part, often)]
