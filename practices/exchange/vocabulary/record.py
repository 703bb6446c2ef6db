"""The terms in a file, independent of its format: plain data, kept in a form until it is confirmed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

MAX_TERMS = 2_000  # a consortium has some hundreds


@dataclass
class Record:
    where: str  # position in the file, for people
    number: int | None = None  # row number in a spreadsheet
    cells: dict[str, str] = field(default_factory=dict)  # by column name, without blank ones
    problems: list[tuple[str, str, str]] = field(default_factory=list)  # column, value, message
    is_replaced: bool = False  # the file names a term that replaces it


@dataclass
class Contents:
    records: list[Record] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what was left out, in the user's language

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Contents":
        return cls([Record(**record) for record in data["records"]], data["notes"])


def listed(texts: Iterable[str]) -> str:
    return ", ".join(sorted(set(texts)))
