"""The columns of a term: the same for spreadsheets, SKOS, the preview and the log."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.base.languages import content_languages
from cms.base.per_language.texts import longest
from practices.exchange.columns.cells import Misread, as_text, items_of
from practices.exchange.columns.choices import YesOrNo
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.vocabulary.record import Record
from practices.vocabulary.concept import Concept

SCHEME, SLUG, BROADER = "scheme", "slug", "broader"


@dataclass(frozen=True)
class TermColumn:
    """A line of text in `field`. `read` accepts what `text` returns for a term."""

    field: str
    language: str = ""  # of its text

    is_long: ClassVar[bool] = False

    @property
    def name(self) -> str:
        return self.field

    @property
    def heading(self) -> str:
        field: Any = Concept._meta.get_field(self.field)
        return capfirst(str(field.verbose_name))

    def text(self, term: Concept) -> str:
        return as_text(getattr(term, self.field))

    def read(self, text: str) -> Any:
        """Raises `Misread`."""
        return " ".join(text.split())

    def put(self, term: Concept, value: Any) -> None:
        setattr(term, self.field, value)

    def is_same(self, old: str, new: str) -> bool:
        """Whether two texts, as returned by `text`, are equivalent."""
        return old == new


@dataclass(frozen=True)
class InLanguage(TermColumn):
    @property
    def name(self) -> str:
        return f"{self.field}_{self.language}"

    @property
    def heading(self) -> str:
        return f"{super().heading} ({self.language})"

    def text(self, term: Concept) -> str:
        return as_text(getattr(term, self.field).get(self.language, ""))

    def read(self, text: str) -> Any:
        most = longest(self.is_long)
        found = text if self.is_long else super().read(text)
        if len(found) > most:
            problem = _("The text has %(count)d characters; at most %(most)d fit.")
            raise Misread(problem % {"count": len(found), "most": most})
        return found

    def put(self, term: Concept, value: Any) -> None:
        setattr(term, self.field, {**getattr(term, self.field), self.language: value})


@dataclass(frozen=True)
class Definition(InLanguage):
    is_long = True


@dataclass(frozen=True)
class OtherLabels(InLanguage):
    """Labels separated by commas, in any order."""

    def read(self, text: str) -> Any:
        return super().read(", ".join(words_of(", ".join(items_of(text)))))

    def is_same(self, old: str, new: str) -> bool:
        return set(words_of(old)) == set(words_of(new))


class Ticked(TermColumn):
    def text(self, term: Concept) -> str:
        return YesOrNo(self.field).write(getattr(term, self.field))

    def read(self, text: str) -> Any:
        return YesOrNo(self.field).read(text, Knowledge())


class Broader(TermColumn):
    """The broader term; read once all terms are known."""

    def text(self, term: Concept) -> str:
        return term.broader.slug if term.broader else ""


def term_columns() -> list[TermColumn]:
    """All columns in the site's languages, without those that identify a term, which never change."""
    kinds = {"labels": InLanguage, "alt_labels": OtherLabels, "definitions": Definition}
    texts = [kind(field, code) for field, kind in kinds.items() for code, _name in content_languages()]
    ticked = (Ticked("is_heading"), Ticked("is_retired"))
    return [*texts, Broader(BROADER), *ticked, TermColumn("standard"), TermColumn("exact_match")]


def heading_of(name: str) -> str:
    """The heading, in the active language."""
    columns = (TermColumn(SCHEME), TermColumn(SLUG), *term_columns())
    return next((column.heading for column in columns if column.name == name), name)


def language_of(name: str) -> str:
    """The language code of the column's texts; empty if they have none."""
    return next((column.language for column in term_columns() if column.name == name), "")


def label_in(record: Record) -> str:
    """The name of a term in files: its label in English if there is one, else in the first language with one."""
    codes = ["en", *(code for code, _name in content_languages())]
    return next(filter(None, (" ".join(record.cells.get(f"labels_{code}", "").split()) for code in codes)), "")


def words_of(text: str) -> list[str]:
    return list(dict.fromkeys(word for each in text.split(",") if (word := " ".join(each.split()))))
