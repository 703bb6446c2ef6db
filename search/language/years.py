"""Periods in texts and queries: a search for 2014, or for the 2010s, finds what ran from 2012 to 2016."""

import re
from collections.abc import Iterator

YEAR = r"(?:19|20)\d\d"
PERIOD = re.compile(rf"(?<![\w-])({YEAR})(?:[-‐‑–—/]| [-–—] )({YEAR})(?![\w-])")
DECADE = re.compile(r"(?<![\w-])((?:19|20)\d0)[’']?s(?!\w)")


def is_year(word: str) -> bool:
    return re.fullmatch(YEAR, word) is not None


def periods(text: str) -> Iterator[tuple[int, int, range]]:
    """The positions of periods and decades in `text`, with their years."""
    for match in PERIOD.finditer(text):
        if years := range(int(match[1]), int(match[2]) + 1):
            yield match.start(), match.end(), years
    for match in DECADE.finditer(text):
        yield match.start(), match.end(), range(int(match[1]), int(match[1]) + 10)
