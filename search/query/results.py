"""What an engine returns for a query, the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any
from uuid import UUID

from cms.base.languages import language_to_read
from search.query.query import PAGE_SIZE

MAX_PAGES = 500
MAX_MORE = 5


@dataclass(frozen=True)
class Hit:
    """One entry that was found; for the shapes see `SearchEntry`."""

    key: UUID
    kind: str
    language: str
    words: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, str]
    facets: Mapping[str, list[str]]
    look: Mapping[str, Any]
    sorted_at: datetime

    def language_for(self, reader: str) -> str:
        """The language to show it in: the reader's, else the first of the site's that it can be read in."""
        return language_to_read(reader, self.words)


@dataclass(frozen=True)
class Results:
    """The hits of one page, the total, and for every facet the count of every value.

    All refer to the entries with every word of the text or, if none has (regardless of filters), to those with enough
    of them (see `TextQuery`). A facet's counts ignore its own selection and respect all others and the text. Values
    without hits are left out.
    """

    total: int
    page: int
    hits: list[Hit]
    counts: Mapping[str, Mapping[str, int]]
    engine: str
    milliseconds: float = 0.0
    is_partial: bool = False  # no entry has all words of the text: these have enough of them
    more: list[Hit] = field(default_factory=list)  # beside the first page of full matches, the best partial ones
    corrected_to: str = ""  # the text that was searched for instead
    did_you_mean: str = ""  # a text that may have been meant, and finds more
    terms: frozenset[str] = frozenset()  # the stored terms that the words of the query match, for highlighting

    @property
    def pages(self) -> int:
        return page_count(self.total)


def page_count(total: int) -> int:
    """Capped at `MAX_PAGES`: nobody reads hundreds of pages, and deep ones are expensive for an engine."""
    return max(1, min(ceil(total / PAGE_SIZE), MAX_PAGES))


def clamp_page(page: int, total: int) -> int:
    """`page`, or the last page if it is beyond the end."""
    return min(page, page_count(total))
