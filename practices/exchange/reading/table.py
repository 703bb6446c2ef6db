"""A sheet of practices: which column is which, and its rows as they stand in the file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from practices.exchange.columns.cells import Cell, as_text
from practices.exchange.columns.declared import NAMES, heading_of


class FileProblem(ValueError):
    """What is wrong with a file, or with where its columns are, in the user's language. Nothing was read."""


@dataclass
class Sheet:
    """As it is in the file. Rows and columns are counted from 0."""

    name: str  # empty for CSV
    rows: list[list[Cell]]
    marks: dict[tuple[int, int], str] = field(default_factory=dict)  # "formula" or "merged"
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Picture:
    """Of a document. `data` is empty if pages cannot show it, or if there are too many of them."""

    data: bytes
    ending: str  # jpg, png, gif or webp
    alt: str  # what it shows, if the document says so


@dataclass
class Row:
    number: int  # as the spreadsheet counts; of a document, which of its practices it is
    cells: dict[str, Cell]  # by the name of the column; blank ones are left out
    marks: dict[str, str] = field(default_factory=dict)  # "formula", "merged" or "hidden", by column
    is_hidden: bool = False
    pictures: list[Picture] = field(default_factory=list)

    def text(self, name: str) -> str:
        return as_text(self.cells.get(name))


@dataclass
class Table:
    sheet: str
    heads: dict[str, str]  # what each column is called in the file
    rows: list[Row]
    unknown: list[str] = field(default_factory=list)  # heads that are no column of ours
    language: str = ""  # that the heads are in, if it is clear
    listed: int = 0  # tables of a document that have become lists
    is_document: bool = False  # and has practices with sections in the place of rows with columns

    def where(self, row: int, column: str = "") -> str:
        """For messages: sheet, row and column as the file names them; of a document, practice and section."""
        head = self.heads.get(column) or (heading_of(column) if column in NAMES else column)
        if self.is_document:
            parts = [_("practice %(number)d") % {"number": row}]
            return ", ".join([*parts, _("section “%(name)s”") % {"name": head}] if head else parts)
        parts = [_("Sheet “%(name)s”") % {"name": self.sheet}] if self.sheet else []
        parts.append(_("row %(number)d") % {"number": row})
        if column:
            parts.append(_("column “%(name)s”") % {"name": head})
        return ", ".join(parts)
