"""Search in admin lists too short to be indexed, insensitive to diacritics and case."""

import unicodedata
from typing import Any

from django.db.models import QuerySet
from wagtail.snippets.views.snippets import IndexView

from cms.base.i18n.collation import LIKE

LETTERS = str.maketrans(LIKE)


class FoldedSearch:
    """Mixed into a list's view. Finds rows whose `search_fields` contain all words of the query, even inside words.

    In Python: SQLite's LIKE ignores the case of ASCII only, and its JSON has escapes for all other letters.
    """

    is_searching: bool
    search_query: str
    search_fields: Any

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        typed = folded(self.search_query).split()
        rows = queryset.values_list("pk", *self.search_fields)
        found = [pk for pk, *values in rows if _has_all(typed, values)]
        return queryset.filter(pk__in=found)


class FoldedIndexView(FoldedSearch, IndexView):
    """The list of a snippet."""


def _has_all(typed: list[str], values: list[Any]) -> bool:
    texts = (value.values() if isinstance(value, dict) else [value] for value in values)
    text = folded(" ".join(str(one) for some in texts for one in some))
    return all(word in text for word in typed)


def folded(text: str) -> str:
    """`text` without case and diacritics, for searching."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(LETTERS)
