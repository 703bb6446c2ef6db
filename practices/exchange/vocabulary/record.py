"""What a file says of terms, whatever kind of file it is: plain data, which waits in a form for confirmation."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

MAX_TERMS = 2_000  # a consortium has some hundreds


@dataclass
class Record:
    where: str  # in the file, as people find it
    number: int | None = None  # of the row, in a spreadsheet
    cells: dict[str, str] = field(default_factory=dict)  # by the name of the column; what is blank is left out
    problems: list[tuple[str, str, str]] = field(default_factory=list)  # column, value, message
    is_replaced: bool = False  # the file names another term that has taken its place


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
