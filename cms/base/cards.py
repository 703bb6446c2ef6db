"""What a list shows of a page: in search results, on a partner's page, on the home page."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.base.languages import active_language, language_name
from cms.base.readers import for_reader


@dataclass
class Card:
    """One entry of a list. `language` is the language of its text, which need not be the reader's."""

    title: str
    summary: str
    url: str
    language: str
    kind: str = "practice"
    kind_label: str | Promise = ""
    partner_label: str = ""
    country_labels: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    # With the words that were searched for marked; safe HTML.
    title_html: str = ""
    summary_html: str = ""
    snippet_html: str = ""

    def __getitem__(self, name: str) -> Any:
        """What templates try first. Without it, hundreds of looks at the cards of a page would raise an error each."""
        return getattr(self, name)

    @property
    def link(self) -> str:
        return for_reader(self.url, self.language) if self.is_fallback else self.url

    @cached_property
    def is_fallback(self) -> bool:
        return self.language != active_language()

    @cached_property
    def lang_html(self) -> SafeString:
        """The attribute that says which language the text is in, where it is not the page's."""
        return format_html('lang="{}"', self.language) if self.is_fallback else SafeString("")

    @property
    def has_meta(self) -> bool:
        """Whether there is something to say above the title."""
        return bool(self.country_labels or self.partner_label or self.date or self.is_fallback)

    @cached_property
    def countries(self) -> str:
        return ", ".join(self.country_labels)

    @property
    def terms(self) -> str:
        return ", ".join(self.facts)

    @property
    def language_name(self) -> str:
        return language_name(self.language)
