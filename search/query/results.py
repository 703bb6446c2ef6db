"""What an engine answers to a query, the same whichever engine it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from django.conf import settings

from search.query.query import PAGE_SIZE

MAX_PAGES = 500


@dataclass(frozen=True)
class Hit:
    """One entry that was found; see `SearchEntry` for the shapes."""

    key: UUID
    kind: str
    language: str
    words: Mapping[str, Mapping[str, str]]
    facets: Mapping[str, list[str]]
    sorted_at: datetime

    def language_for(self, reader: str) -> str:
        """The language that it is shown in: the reader's, or the original's, or any that it can be read in."""
        for code in (reader, self.language, settings.LANGUAGE_CODE):
            if code in self.words:
                return code
        return next(iter(self.words))


@dataclass(frozen=True)
class Results:
    """The hits of one page, how many there are in all, and for every facet the count of every value.

    A facet's counts ignore its own selection and respect all others and the text. Values without hits are left out.
    """

    total: int
    page: int
    hits: list[Hit]
    counts: Mapping[str, Mapping[str, int]]
    engine: str
    milliseconds: float = 0.0
    corrected_to: str = ""  # the text that was searched for instead, because the query's own found nothing
    is_partial: bool = False  # nothing has all words of the text: these hits have some of them
    terms: frozenset[str] = frozenset()  # stored terms that the words of the query stand for, for highlighting

    @property
    def pages(self) -> int:
        return page_count(self.total)


def page_count(total: int) -> int:
    """Pages that can be turned to: nobody reads hundreds, and deep ones cost an engine dearly."""
    return max(1, min(ceil(total / PAGE_SIZE), MAX_PAGES))


def settle_page(wanted: int, total: int) -> int:
    """The page to show: the last one for a number beyond the end."""
    return min(wanted, page_count(total))
