"""A column in a spreadsheet of practices: its name, and how its cells are read and written.

A value is what the column's `read` returns; `write` returns text that `read` accepts.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from practices.exchange.columns.cells import Cell, Misread, as_text
from practices.exchange.columns.knowledge import Knowledge
from practices.repository.practice import PracticePage
from practices.repository.rules import RULES


@dataclass
class Target:
    """A practice in one language, in memory: `words` is its page, `facts` its original (perhaps the same)."""

    words: PracticePage
    facts: PracticePage
    language: str


@dataclass(frozen=True)
class Column:
    """A line of plain text in the field `name`, unless a subclass says otherwise."""

    name: str
    example: str | Promise = ""
    label: str | Promise = ""  # if it differs from the field's
    about: str | Promise = ""  # likewise
    field_name: str = ""  # if it differs from `name`

    is_fact: ClassVar[bool] = True
    has_words: ClassVar[bool] = False  # a fact with words in each language: every row may bring its own
    is_long: ClassVar[bool] = False

    @property
    def field(self) -> Any:
        return PracticePage._meta.get_field(self.field_name or self.name)

    @property
    def heading(self) -> str:
        return capfirst(str(self.label or self.field.verbose_name))

    @property
    def explanation(self) -> str:
        return str(self.about or self.field.help_text)

    def choices(self, knowledge: Knowledge) -> list[str]:
        """The allowed values, for a drop-down list; empty if anything is allowed."""
        return []

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        """Raises `Misread`."""
        return self.checked(" ".join(as_text(cell).split()))

    def write(self, value: Any) -> str:
        return str(value if value is not None else "")

    def value(self, target: Target) -> Any:
        return getattr(target.facts if self.is_fact else target.words, self.field.attname)

    def put(self, target: Target, value: Any) -> None:
        setattr(target.facts if self.is_fact else target.words, self.field.attname, value)

    def has(self, target: Target, value: Any) -> bool:
        """Whether the practice already has `value`."""
        return self.write(value) == self.write(self.value(target))

    def tells_of(self, value: Any) -> tuple[str, ...]:
        """The columns that `value` affects."""
        return (self.name,)

    def checked(self, value: Any) -> Any:
        """`value`, if the field and the rules for practices accept it."""
        try:
            self.field.run_validators(value)
            if rule := RULES.get(self.field.name):
                rule(value)
        except ValidationError as error:
            raise Misread(" ".join(error.messages)) from error
        return value


class Words(Column):
    """A line per language, on the page in that language."""

    is_fact = False


class Paragraph(Words):
    """Plain text of several lines."""

    is_long = True

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        return self.checked(as_text(cell))


class ExternalId(Column):
    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        text = super().read(cell, knowledge)
        if any(character in text for character in ";\n"):
            raise Misread(_("An identifier is one word or number."))
        return text
