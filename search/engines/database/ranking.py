"""Relevance: each entry's score adds up where the words of a query occur in it, and how often.

Scores are stored as one bitmap of entries for each binary digit (a *bit-sliced index*): adding to the scores of many
thousands of entries, and finding the best of them, takes a few set operations.
"""

from collections.abc import Iterable
from dataclasses import replace

from pyroaring import BitMap

from search.engines.database.text import FREQUENT, IndexQuery
from search.query.text import Clause
from search.query.weights import EXACT, PLACES, WHOLE
from search.query.words import stored_terms, to_rank

WEIGHTS = {**PLACES, FREQUENT: 4}

Signal = tuple[BitMap, int]  # entries, and what is added to their score


def ranking_signals(clause: Clause) -> list[tuple[IndexQuery, int]]:
    """The index queries that make an entry relevant to `clause`, each with its weight."""
    placed = tuple(map(to_rank, clause))
    found = [(IndexQuery(placed, part), weight) for part, weight in WEIGHTS.items()]
    own = replace(clause[0], in_compounds=False)
    if len(clause) > 1 or any(stored_terms(word, clause[0]) != stored_terms(word, own) for word in own.words):
        found.append((IndexQuery((own,)), WHOLE))
    return [*found, (IndexQuery(clause[:1], is_exact=True), EXACT)]


def best(entries: BitMap, signals: Iterable[Signal], count: int) -> list[int]:
    """The `count` most relevant of `entries`, best first."""
    scores = Scores()
    for found, weight in signals:
        scores.add(found & entries, weight)
    return scores.best(entries, count)


class Scores:
    """The scores of entries, initially 0."""

    def __init__(self) -> None:
        self.digits: list[BitMap] = []

    def add(self, entries: BitMap, number: int) -> None:
        """Adds `number` to the scores of `entries`."""
        for place in range(number.bit_length()):
            if number >> place & 1:
                self._add_at(place, entries)

    def _add_at(self, place: int, entries: BitMap) -> None:
        carried = entries
        while carried:
            while place >= len(self.digits):
                self.digits.append(BitMap())
            digit = self.digits[place]
            self.digits[place], carried, place = digit ^ carried, digit & carried, place + 1

    def of(self, entry: int) -> int:
        return sum(1 << place for place, digit in enumerate(self.digits) if entry in digit)

    def best(self, entries: BitMap, count: int) -> list[int]:
        """The `count` entries with the highest scores, best first; ties by the highest id."""
        chosen, rest = BitMap(), entries
        for digit in reversed(self.digits):
            higher = rest & digit
            if len(chosen) + len(higher) <= count:
                chosen, rest = chosen | higher, rest - digit
            else:
                rest = higher
        missing = count - len(chosen)
        if missing:
            chosen = chosen | BitMap(rest[-missing:] if missing < len(rest) else rest)
        return sorted(chosen, key=lambda entry: (self.of(entry), entry), reverse=True)
