"""The planned outcome of a row: shown by the preview, applied by the import."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from practices.exchange.importing.practices import Practice
from practices.exchange.reading.table import Picture

Outcome = Literal["new", "changed", "unchanged", "wrong"]


@dataclass(frozen=True)
class Change:
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Problem:
    """`message` begins with the sheet, the row and the column, as the file names them."""

    column: str
    value: str
    message: str
    suggestion: str = ""

    def as_json(self) -> dict[str, str]:
        return {
            "column": self.column,
            "value": self.value,
            "problem": self.message,
            "suggestion": self.suggestion,
        }


@dataclass
class PlannedRow:
    number: int
    external_id: str = ""
    title: str = ""
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    practice: Practice | None = None
    language: str = ""
    is_new: bool = False  # no page exists in this language yet
    pictures: list[Picture] = field(default_factory=list)  # those that can be used
    words: dict[str, Any] = field(default_factory=dict)  # new words of a translation, by the name of the field

    @property
    def outcome(self) -> Outcome:
        if self.problems:
            return "wrong"
        if self.is_new:
            return "new"
        return "changed" if self.changes else "unchanged"

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.number,
            "external_id": self.external_id,
            "outcome": self.outcome,
            "changes": [asdict(change) for change in self.changes],
            "problems": [problem.as_json() for problem in self.problems],
        }
