"""Which entries match a text, fully or partly, and the weight of what each of them matches."""

from dataclasses import dataclass, field
from itertools import islice
from math import log

from pyroaring import BitMap

from search.engines.database.bitmaps import FacetBitmaps, layers_of
from search.engines.database.ranking import Signal, ranking_signals
from search.engines.database.text import IndexQuery
from search.query.text import TextQuery

FOUND = 1 << 6  # units per half of a word's weight: what is found counts more than where


@dataclass(frozen=True)
class Match:
    """The entries with all clauses, and those with enough of them, full matches included."""

    full: BitMap
    partial: BitMap
    found: list[Signal] = field(default_factory=list)  # for each clause its entries and its weight
    places: list[Signal] = field(default_factory=list)  # the same for each place where a clause may be found


def match(text: TextQuery, bitmaps: FacetBitmaps, *, is_ranked: bool) -> Match:
    """Matches the text, with one query for everything that is not cached."""
    signals = [signal for clause in text.required for signal in ranking_signals(clause)] if is_ranked else []
    excluded = [IndexQuery(text.excluded)] if text.excluded else []
    required = [IndexQuery(clause) for clause in text.required]
    looser = [IndexQuery(clause) for clause in text.loosely if clause]
    parts = [IndexQuery((part,)) for part in text.compound_parts]
    matches = iter(bitmaps.matching([*required, *looser, *parts, *excluded, *(query for query, _ in signals)]))
    clauses = list(islice(matches, len(required)))
    found = iter(list(islice(matches, len(looser))))
    apart = list(islice(matches, len(parts)))
    loosely = [same | next(found) if more else same for same, more in zip(clauses, text.loosely, strict=True)]
    candidates = bitmaps.all - next(matches) if excluded else bitmaps.all
    full = BitMap.intersection(candidates, *clauses)
    places = list(zip(matches, (weight for _, weight in signals), strict=True))
    if not text.has_partial_matches:
        return Match(full, full, places=places)
    literal = [entries for entries, clause in zip(clauses, text.required, strict=True) if clause in text.phrases]
    return Match(
        full,
        BitMap.intersection(candidates, layers_of(loosely, text.enough)[-1], *literal),
        found=[(entries, _weight(len(entries), len(bitmaps.all))) for entries in (*clauses, *apart)],
        places=places,
    )


def _weight(frequency: int, entries: int) -> int:
    """By the inverse document frequency as Lucene defines it: a rare word counts more than a common one."""
    return FOUND * max(1, round(2 * log(1 + (entries - frequency + 0.5) / (frequency + 0.5))))
