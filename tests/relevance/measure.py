"""How well an engine does on the judged queries: nDCG@10, and the share of required hits among the first three.

Judgements are made from the practices themselves, not from what an engine finds: 2 = must be among the first three,
1 = relevant. Anything without a judgement is not relevant.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import fmean

JUDGED = Path(__file__).parent / "judged"
LANGUAGES = ("en", "nl", "it", "lt", "es")
DEPTH, FIRST, REQUIRED = 10, 3, 2
Grades = Mapping[str, int]  # {id of a practice's record: grade}


@dataclass(frozen=True)
class JudgedSearch:
    """One judged query, typed by a reader of `language`, and the ids that an engine found, best first."""

    language: str
    text: str
    grades: Grades
    found: Sequence[str]

    @property
    def ndcg(self) -> float:
        return ndcg(self.grades, self.found)

    @property
    def missed(self) -> list[str]:
        """The practices that must be among the first three and are not."""
        return [name for name, grade in self.grades.items() if grade == REQUIRED and name not in self.found[:FIRST]]


def judgements() -> list[tuple[str, str, Grades]]:
    """The language, text and grades of every judged query."""
    by_language = {code: json.loads((JUDGED / f"{code}.json").read_text(encoding="utf-8")) for code in LANGUAGES}
    return [(code, text, grades) for code, queries in by_language.items() for text, grades in queries.items()]


def mean_ndcg(searches: Sequence[JudgedSearch]) -> float:
    return fmean(search.ndcg for search in searches)


def share_of_required(searches: Sequence[JudgedSearch]) -> float:
    """Of all practices that must be among the first three, the share that is."""
    required = sum(grade == REQUIRED for search in searches for grade in search.grades.values())
    return 1 - sum(len(search.missed) for search in searches) / required


def report(name: str, searches: Sequence[JudgedSearch]) -> str:
    """A table by language, and below it every query that missed something."""
    lines = [f"{name:<15} nDCG@{DEPTH}  required in the first {FIRST}"]
    for code in (*LANGUAGES, "all"):
        these = [search for search in searches if code in ("all", search.language)]
        lines.append(f"{code:<15} {mean_ndcg(these):7.3f}  {share_of_required(these):.0%}")
    for search in (search for search in searches if search.missed):
        missed, found = ", ".join(search.missed), ", ".join(search.found[: FIRST + 1]) or "nothing"
        lines.append(f"{search.language} {search.text!r} ({search.ndcg:.2f}) misses {missed}; found {found}")
    return "\n".join(lines)


def ndcg(grades: Grades, found: Sequence[str]) -> float:
    """1 if the practices found first are the relevant ones, the most relevant first."""
    ideal = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(name, 0) for name in found]) / ideal


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades[:DEPTH]))
