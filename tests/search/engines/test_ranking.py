"""Bit-sliced scores are the same as with plain addition."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from search.engines.database.ranking import Scores

ENTRIES = st.integers(0, 60)
ADDITIONS = st.lists(st.tuples(st.sets(ENTRIES), st.integers(0, 40)), max_size=12)


@given(ADDITIONS, st.sets(ENTRIES), st.integers(0, 70))
def test_the_best_come_first_and_ties_by_the_highest_id(
    additions: list[tuple[set[int], int]], entries: set[int], count: int
) -> None:
    scores, expected = Scores(), dict.fromkeys(range(61), 0)
    for some, number in additions:
        scores.add(BitMap(some), number)
        for entry in some:
            expected[entry] += number
    assert {entry: scores.of(entry) for entry in expected} == expected
    best = sorted(entries, key=lambda entry: (expected[entry], entry), reverse=True)
    assert scores.best(BitMap(entries), count) == best[:count]
