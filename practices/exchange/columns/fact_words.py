"""Words inside facts: a text per language, on the original. A row contains the text in its own language."""

from typing import Any

from django.utils.translation import gettext as _

from cms.base.per_language.texts import longest, text_to_read
from practices.exchange.columns.cells import Cell, Misread, as_text, items_of
from practices.exchange.columns.column import Column, Target
from practices.exchange.columns.knowledge import Knowledge


class FactWords(Column):
    has_words = True

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        text = "\n".join(items_of(cell)) if self.field.multiline else " ".join(as_text(cell).split())
        most = longest(self.field.multiline)
        if len(text) > most:
            raise Misread(
                _("The text has %(count)d characters; at most %(most)d fit.") % {"count": len(text), "most": most}
            )
        return text

    def value(self, target: Target) -> Any:
        """What readers of the language see, which may be in another language if there is no text in theirs."""
        return text_to_read(getattr(target.facts, self.name), target.language)[0]

    def put(self, target: Target, value: Any) -> None:
        setattr(target.facts, self.name, {**getattr(target.facts, self.name), target.language: value})
