"""The topic of an alert: a rhythm and a search for practices. Stored as "weekly?country=it&q=dance"."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.base.readers.rhythms import RHYTHMS
from search.facets.declared import PRACTICE_FACETS, query_in
from search.query.query import Query


@dataclass(frozen=True)
class Topic:
    rhythm: str
    search: str  # URL parameters, without those for the display of results

    @classmethod
    def parse(cls, text: str) -> "Topic":
        rhythm, _mark, search = text.partition("?")
        return cls(rhythm if rhythm in RHYTHMS else "weekly", search)

    def __str__(self) -> str:
        return f"{self.rhythm}?{self.search}"

    @property
    def interval(self) -> timedelta:
        return RHYTHMS[self.rhythm][1]

    def label(self, language: str, has_typed_words: bool = True) -> str:
        search = described(self.search, language, has_typed_words)
        values = {"search": search, "rhythm": RHYTHMS[self.rhythm][0]}
        return _("New practices: %(search)s (%(rhythm)s)") % values


def query_of(search: str, language: str) -> Query:
    return query_in(QueryDict(search), language)


def normalised(search: str, language: str) -> str:
    """Equal for searches that find the same."""
    query = query_of(search, language)
    return urlencode(query.with_text(query.text).sorted_by("relevance").parameters())


def described(search: str, language: str, has_typed_words: bool = True) -> str:
    """For readers: the search text and the labels of the filters, or only that there is a text."""
    query = query_of(search, language)
    parts = []
    if query.text:
        parts = [_("“%(text)s”") % {"text": query.text} if has_typed_words else _("your search")]
    for facet in PRACTICE_FACETS:
        labels = facet.labels(language)
        values = query.filters.get(facet.name, ())
        parts += [str(labels[value]) for value in values]
        if has_typed_words:
            parts += query.unknown.get(facet.name, ())
    if not parts and query.unknown:
        parts = [_("your search")]
    return ", ".join(parts) or _("all")
