"""Which letters are beside each other on a keyboard (QWERTY)."""

import itertools

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _pairs() -> frozenset[frozenset[str]]:
    found = {frozenset(pair) for row in ROWS for pair in itertools.pairwise(row)}
    for upper, lower in itertools.pairwise(ROWS):
        # Each row is shifted to the right by half a key.
        found |= {frozenset(pair) for pair in zip(upper, lower, strict=False)}
        found |= {frozenset(pair) for pair in zip(upper[1:], lower, strict=False)}
    return frozenset(found)


NEIGHBOURS = _pairs()


def are_neighbours(one: str, other: str) -> bool:
    return frozenset((one, other)) in NEIGHBOURS
