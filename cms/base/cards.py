"""What a list shows of a page: in search results, on a partner's page, on the home page."""

import datetime
from dataclasses import dataclass, field

from cms.base.languages import active_language, language_name


@dataclass
class Card:
    """One entry of a list. `language` is the language of its text, which need not be the reader's."""

    title: str
    summary: str
    url: str
    language: str
    kind: str = "practice"
    kind_label: str = ""
    partner_label: str = ""
    country_labels: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    # With the words that were searched for marked; safe HTML.
    title_html: str = ""
    summary_html: str = ""
    snippet_html: str = ""

    @property
    def is_fallback(self) -> bool:
        return self.language != active_language()

    @property
    def language_name(self) -> str:
        return language_name(self.language)
