"""The content of a file's cell as text, and what is wrong with it."""

from datetime import date, datetime, time, timedelta

from cms.base.text import storable

Cell = str | int | float | bool | date | datetime | time | timedelta | None


class Formatted(str):
    """A text with lists, links and bold words: the plain text, and `html`, which is not sanitised."""

    html: str

    def __new__(cls, text: str, html: str) -> "Formatted":
        made = super().__new__(cls, text)
        made.html = html
        return made


class Misread(ValueError):
    """What is wrong with a cell, in the user's language, and what was probably meant, if anything is close.

    `column` is set by the code that handles the whole row.
    """

    def __init__(self, message: str, suggestion: str = "", value: str = "", column: str = "") -> None:
        super().__init__(message)
        self.message, self.suggestion, self.value, self.column = message, suggestion, value, column


def as_text(cell: Cell) -> str:
    """The text as people see it: 2019 rather than 2019.0, dates as 2025-12-31, lines without trailing spaces."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    lines = storable(cell).replace("\u00a0", " ").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


def items_of(cell: Cell) -> list[str]:
    """The values of a multi-valued cell: one per line, or separated by `;` in a single line."""
    text = as_text(cell)
    parts = text.split("\n") if "\n" in text else text.split(";")
    return [item for part in parts if (item := " ".join(part.split()).rstrip(";").strip())]
