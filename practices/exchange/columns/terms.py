"""Columns of the vocabulary's terms, by slug or by a label of any language; countries also by their ISO codes."""

from typing import Any

from practices.exchange.columns.cells import Cell, items_of
from practices.exchange.columns.column import Column, Target
from practices.exchange.columns.knowledge import Knowledge


class TermsColumn(Column):
    def choices(self, knowledge: Knowledge) -> list[str]:
        terms = knowledge.terms(self.field.scheme).concepts
        return [term.label() for term in terms if not (term.is_retired or term.is_heading)]

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
