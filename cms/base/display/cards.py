"""How a page appears in a list: in search results, on a partner's page, on the home page."""

import datetime
from collections.abc import Set
from dataclasses import dataclass, field, replace
from typing import Self

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import Truncator

SHOWN_WORDS = 45
SHOWN_FACTS = 3


@dataclass(frozen=True)
class FoundIn:
    """A fact with the search terms highlighted, and its name, if it has one. Its language need not be the card's."""

    html: SafeString
    language: str
    name: str = ""


@dataclass
class Card:
    """One entry of a list. `language` is the language of its text, which need not be the reader's."""

    title: str
    summary: str
    url: str
    language: str
    result: str = ""  # of a practice, in one line
    key: str = ""  # of a practice: its key in the reading list
    template: str = "components/card.html"  # of its kind
    kind_label: str | Promise = ""
    partner_label: str = ""
    country_labels: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    thumbnail: str = ""  # the URL of the photograph or cover beside it
    # With the search terms highlighted.
    title_html: SafeString | None = None
    summary_html: SafeString | None = None
    snippet_html: SafeString | None = None
    found_in: FoundIn | None = None  # the fact that matched, if none of the above shows why it was found

    @property
    def facts_shown(self) -> list[str]:
        return self.facts[:SHOWN_FACTS]

    @property
    def facts_left_out(self) -> int:
        return len(self.facts[SHOWN_FACTS:])

    def with_first(self, facts: Set[str]) -> Self:
        """With `facts` before others if some are left out: not those that a reader filters or searches for."""
        if not facts or not self.facts_left_out:
            return self
        return replace(self, facts=sorted(self.facts, key=lambda fact: fact not in facts))

    @property
    def short_summary(self) -> str:
        return shortened(self.summary)


def shortened(summary: str) -> str:
    """`summary`, truncated to what a list shows."""
    words = summary.split()
    return " ".join(words) if len(words) <= SHOWN_WORDS else Truncator(summary).words(SHOWN_WORDS)
