"""Columns of vocabulary terms, given by slug or by label in any language; countries also by ISO code."""

from typing import Any

from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from practices.exchange.columns.cells import Cell, items_of
from practices.exchange.columns.column import Column, Target
from practices.exchange.columns.knowledge import Knowledge
from practices.vocabulary.concept import Concept


class TermsColumn(Column):
    def choices(self, knowledge: Knowledge) -> list[str]:
        return [term.label() for term in self.offered(knowledge)]

    def offered(self, knowledge: Knowledge) -> list[Concept]:
        """Terms in their order; countries are sorted by name in the user's language."""
        terms = [
            each for each in knowledge.terms(self.field.scheme).concepts if not (each.is_retired or each.is_heading)
        ]
        if self.field.scheme == Concept.Scheme.COUNTRY:
            language = active_language()
            terms.sort(key=lambda term: sort_key(term.label(), language))
        return terms

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        terms = knowledge.terms(self.field.scheme)
        return list(dict.fromkeys(terms.find(item) for item in items_of(cell)))

    def write(self, value: Any) -> str:
        ordered = sorted(value, key=lambda term: (term.position, term.slug))
        return "\n".join(term.label() for term in ordered)

    def value(self, target: Target) -> Any:
        return list(getattr(target.facts, self.name).all())

    def put(self, target: Target, value: Any) -> None:
        setattr(target.facts, self.name, value)
