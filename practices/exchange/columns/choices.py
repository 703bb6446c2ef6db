"""Columns with few possible values, given by value or by label in any language."""

import re
from typing import Any

from django.template.defaultfilters import yesno
from django.utils.translation import gettext as _
from django.utils.translation import override

from practices.exchange.columns.cells import Cell, Misread, as_text
from practices.exchange.columns.column import Column, Target
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.columns.near_misses import extended, nearest, plain
from practices.repository.choices import LanguageLevel

YES, NO = {"1", "x", "true", "✓", "y"}, {"0", "false", "n", "-"}
LEVEL = re.compile(r"pre-?\s?a1|[abc][12]", re.IGNORECASE)


class Choice(Column):
    def choices(self, knowledge: Knowledge) -> list[str]:
        return [str(label) for _value, label in self.field.choices]

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        typed = as_text(cell)
        names = {plain(value): value for value, _label in self.field.choices}
        for language in knowledge.languages:
            with override(language):
                names.update({plain(str(label)): value for value, label in self.field.choices})
        if plain(typed) in names:
            return names[plain(typed)]
        near = nearest(typed, list(names)) or extended(typed.replace("-", " "), list(names))
        raise Misread(
            _("“%(value)s” is not one of the choices: %(choices)s.")
            % {"value": typed, "choices": "; ".join(self.choices(knowledge))},
            self.write(names[near]) if near else "",
            typed,
        )

    def write(self, value: Any) -> str:
        return str(dict(self.field.choices).get(value, value or ""))


class YesOrNo(Column):
    def choices(self, knowledge: Knowledge) -> list[str]:
        return [self.write(True), self.write(False)]

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        typed = plain(as_text(cell))
        yes, no = set(YES), set(NO)
        for language in {*knowledge.languages, "en"}:
            with override(language):
                yes.add(plain(self.write(True)))
                no.add(plain(self.write(False)))
        if typed in yes or typed in no:
            return typed in yes
        raise Misread(_("Enter yes or no."))

    def write(self, value: Any) -> str:
        return str(yesno(bool(value)))  # Django has translations of these words


class LanguageLevels(Column):
    """One level or two: `A1`, `A1–B1`."""

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        typed = as_text(cell)
        found = [_level(each) for each in LEVEL.findall(typed)]
        if not found or len(found) > 2:
            raise Misread(_("Enter a level of the CEFR, or two: A1–B1."))
        first, last = found[0], found[-1]
        if not LanguageLevel.in_order(first, last):
            raise Misread(_("This level is below the one that participants begin with."))
        alone = typed.strip()
        if len(found) == 1 and alone.endswith(("–", "-")):
            return first, ""
        if len(found) == 1 and alone.startswith(("–", "-")):
            return "", first
        return first, last

    def write(self, value: Any) -> str:
        return as_range(*(str(dict(LanguageLevel.choices).get(each, "")) for each in value))

    def value(self, target: Target) -> Any:
        return target.facts.level_from, target.facts.level_to

    def put(self, target: Target, value: Any) -> None:
        target.facts.level_from, target.facts.level_to = value


def _level(text: str) -> str:
    return "pre" if text.lower().startswith("pre") else text.lower()


def as_range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
