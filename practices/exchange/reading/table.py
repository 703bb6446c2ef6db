"""A sheet of practices: its columns, and its rows as they are in the file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from practices.exchange.columns.cells import Cell, as_text
from practices.exchange.columns.declared import NAMES, heading_of


class FileProblem(ValueError):
    """What is wrong with a file or its columns, in the user's language. Nothing was read."""


@dataclass
class Sheet:
    """A sheet as it is in the file. Rows and columns are counted from 0."""

    name: str  # empty for CSV
    rows: list[list[Cell]]
    marks: dict[tuple[int, int], str] = field(default_factory=dict)  # "formula" or "merged"
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Picture:
    """A picture in a document. `data` is empty if pages cannot show it, or if there are too many."""

    data: bytes
    ending: str  # jpg, png, gif or webp
    alt: str  # alternative text, if the document has one


@dataclass
class Row:
    number: int  # row number in the spreadsheet; in a document, the number of the practice
    cells: dict[str, Cell]  # by column name, without blank ones
    marks: dict[str, str] = field(default_factory=dict)  # "formula", "merged" or "hidden", by column
    is_hidden: bool = False
    pictures: list[Picture] = field(default_factory=list)

    def text(self, name: str) -> str:
        return as_text(self.cells.get(name))


@dataclass
class Table:
    sheet: str
    headings: dict[str, str]  # each column's heading in the file
    rows: list[Row]
    unknown: list[str] = field(default_factory=list)  # headings that match no column
    language: str = ""  # of the headings, if it is clear
    listed: int = 0  # tables in a document that were turned into lists
    is_document: bool = False  # with practices and sections instead of rows and columns

    def where(self, row: int, column: str = "") -> str:
        """The position, for messages: sheet, row and column as in the file; in a document, practice and section."""
        heading = self.headings.get(column) or (heading_of(column) if column in NAMES else column)
        if self.is_document:
            parts = [_("practice %(number)d") % {"number": row}]
            return ", ".join([*parts, _("section “%(name)s”") % {"name": heading}] if heading else parts)
        parts = [_("Sheet “%(name)s”") % {"name": self.sheet}] if self.sheet else []
        parts.append(_("row %(number)d") % {"number": row})
        if column:
            parts.append(_("column “%(name)s”") % {"name": heading})
        return ", ".join(parts)
