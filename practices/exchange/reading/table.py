"""A sheet of practices: which column is which, and its rows as they stand in the file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from practices.exchange.columns.cells import Cell, as_text


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


@dataclass
class Row:
    number: int  # as the spreadsheet counts
    cells: dict[str, Cell]  # by the name of the column; blank ones are left out
    marks: dict[str, str] = field(default_factory=dict)  # "formula", "merged" or "hidden", by column
    is_hidden: bool = False

    def text(self, name: str) -> str:
        return as_text(self.cells.get(name))


@dataclass
class Table:
    sheet: str
    heads: dict[str, str]  # what each column is called in the file
    rows: list[Row]
    unknown: list[str] = field(default_factory=list)  # heads that are no column of ours

    def where(self, row: int, column: str = "") -> str:
        """For messages: sheet, row and column as the file names them."""
        parts = [_("Sheet “%(name)s”") % {"name": self.sheet}] if self.sheet else []
        parts.append(_("row %(number)d") % {"number": row})
        if column:
            parts.append(_("column “%(name)s”") % {"name": self.heads.get(column, column)})
        return ", ".join(parts)
