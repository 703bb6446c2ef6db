"""Labels of facet values in every language, kept in the process until the search clock moves."""

from dataclasses import dataclass

from cms.base.fields import Texts, in_language
from practices.models import Concept, PartnerPage
from search.models import SearchClock


@dataclass(frozen=True)
class LabelBook:
    version: int
    by_scheme: dict[str, dict[str, Texts]]  # scheme: {slug: {language: label}}
    by_partner: dict[str, str]  # code: short name

    def concepts(self, scheme: str, language: str) -> dict[str, str]:
        """`{slug: label}` of a vocabulary, in its own order."""
        texts = self.by_scheme.get(scheme, {})
        return {slug: in_language(labels, language) or slug for slug, labels in texts.items()}

    def partners(self) -> dict[str, str]:
        return self.by_partner


_book: LabelBook | None = None


def label_book() -> LabelBook:
    """The labels as of the clock that the request has read (see `refresh`)."""
    return _book or refresh(SearchClock.now())


def refresh(version: int) -> LabelBook:
    """The labels as of `version` of the search clock; read from the database only when it has moved."""
    global _book
    if _book is None or _book.version != version:
        by_scheme: dict[str, dict[str, Texts]] = {}
        for scheme, slug, labels in Concept.objects.values_list("scheme", "slug", "labels"):
            by_scheme.setdefault(scheme, {})[slug] = labels
        originals = PartnerPage.objects.filter(original_page=None, alias_of=None).order_by("short_name")
        _book = LabelBook(version, by_scheme, dict(originals.values_list("code", "short_name")))
    return _book


def forget() -> None:
    global _book
    _book = None
