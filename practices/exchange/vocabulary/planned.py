"""The planned outcome for each term in a file: shown by the preview, applied by the import."""

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from practices.exchange.importing.row import Change, Outcome, Problem
from practices.exchange.vocabulary.columns import SLUG, heading_of, label_in, language_of
from practices.exchange.vocabulary.model import TermsImport
from practices.exchange.vocabulary.record import Record
from practices.vocabulary.concept import Concept

OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "unchanged", "wrong")


@dataclass(frozen=True)
class Told:
    """A change in readable form."""

    heading: str
    old: str
    new: str
    language: str  # of a text; empty for other values
    is_kept: bool  # whether it is a former label, kept because people still search for it


@dataclass
class PlannedTerm:
    record: Record
    term: Concept | None = None  # as it would be; None if the file does not identify it
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_new: bool = False
    similar: str = ""  # an existing term that may be the same as a new one
    uses: int = 0  # number of pages with the term, if it is shown
    kept: set[str] = field(default_factory=set)  # columns of other labels that a changed label is added to

    @property
    def outcome(self) -> Outcome:
        if self.problems:
            return "wrong"
        if self.is_new:
            return "new"
        return "changed" if self.changes else "unchanged"

    @property
    def title(self) -> str:
        if self.term and any(self.term.labels.values()):
            return self.term.label()
        return label_in(self.record) or self.record.cells.get(SLUG, self.record.where)

    @property
    def place(self) -> str:
        """For messages: its position in the file, and the name of the term."""
        label = label_in(self.record) or (self.term.label() if self.term and self.term.pk else "")
        named = {"where": self.record.where, "term": Truncator(label).chars(60)}
        return _("%(where)s (“%(term)s”)") % named if label else self.record.where

    @property
    def told(self) -> list[Told]:
        return [
            Told(heading_of(each.column), each.old, each.new, language_of(each.column), each.column in self.kept)
            for each in self.changes
        ]

    def refuse(self, column: str, value: str, message: str, suggestion: str = "") -> None:
        where = f"{self.place}, {heading_of(column)}" if column else self.place
        self.problems.append(Problem(column, value, f"{where}: {message}", suggestion))

    def as_json(self) -> dict[str, Any]:
        cells = self.record.cells
        return {
            "row": self.record.number,
            "where": self.record.where,
            "vocabulary": self.term.scheme if self.term else cells.get("scheme", ""),
            "slug": self.term.slug if self.term else cells.get("slug", ""),
            "outcome": self.outcome,
            "changes": [asdict(change) for change in self.changes],
            "problems": [problem.as_json() for problem in self.problems],
            "similar": self.similar,
        }


@dataclass
class Plan:
    rows: list[PlannedTerm]
    notes: list[str]
    run: TermsImport | None = None  # once it is applied

    def of(self, outcome: Outcome) -> list[PlannedTerm]:
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def counts(self) -> dict[str, int]:
        return {outcome: len(self.of(outcome)) for outcome in OUTCOMES}

    @property
    def digest(self) -> str:
        """Equal for equal plans."""
        done = [(row.record.where, row.outcome, row.term and row.term.slug, row.changes) for row in self.rows]
        return sha256(repr(done).encode()).hexdigest()

    def to_save(self) -> list[PlannedTerm]:
        """Broader terms before narrower ones."""
        changed = [row for row in self.rows if row.outcome in ("new", "changed")]
        return sorted(changed, key=lambda row: depth(row.term))


def depth(term: Concept | None) -> int:
    """How many terms are above it. Raises `ValueError` if it is above itself."""
    seen: set[int] = set()
    while term:
        if id(term) in seen:
            raise ValueError
        seen.add(id(term))
        term = term.broader
    return len(seen)
