"""How well an engine answers the judged queries: nDCG@10, and whether what must be found stands among the first three.

A judgement is made from the practices themselves, not from what an engine finds: 2 = must be among the first three,
1 = is right too. What is not judged is wrong.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import fmean

JUDGED = Path(__file__).parent / "judged"
LANGUAGES = ("en", "nl", "it", "lt", "es")
DEPTH, FIRST, MUST = 10, 3, 2
Grades = Mapping[str, int]  # of the practices by the ids of their records


@dataclass(frozen=True)
class Answered:
    """One judged query, typed by a reader of `language`, and the ids of what an engine found, best first."""

    language: str
    text: str
    grades: Grades
    found: Sequence[str]

    @property
    def ndcg(self) -> float:
        ideal = _gain(sorted(self.grades.values(), reverse=True))
        return _gain([self.grades.get(name, 0) for name in self.found]) / ideal

    @property
    def missed(self) -> list[str]:
        """What must be among the first three, and is not."""
        return [name for name, grade in self.grades.items() if grade == MUST and name not in self.found[:FIRST]]


def judgements() -> list[tuple[str, str, Grades]]:
    """Language, text and grades of every judged query."""
    by_language = {code: json.loads((JUDGED / f"{code}.json").read_text(encoding="utf-8")) for code in LANGUAGES}
    return [(code, text, grades) for code, queries in by_language.items() for text, grades in queries.items()]


def mean_ndcg(answers: Sequence[Answered]) -> float:
    return fmean(answer.ndcg for answer in answers)


def share_found(answers: Sequence[Answered]) -> float:
    """Of all practices that must be among the first three, the share that is."""
    wanted = sum(grade == MUST for answer in answers for grade in answer.grades.values())
    return 1 - sum(len(answer.missed) for answer in answers) / wanted


def report(name: str, answers: Sequence[Answered]) -> str:
    """A table by language, and below it every query that missed something."""
    lines = [f"{name:<15} nDCG@{DEPTH}  musts in the first {FIRST}"]
    for code in (*LANGUAGES, "all"):
        these = [answer for answer in answers if code in ("all", answer.language)]
        lines.append(f"{code:<15} {mean_ndcg(these):7.3f}  {share_found(these):.0%}")
    for answer in (answer for answer in answers if answer.missed):
        missed, found = ", ".join(answer.missed), ", ".join(answer.found[: FIRST + 1]) or "nothing"
        lines.append(f"{answer.language} {answer.text!r} ({answer.ndcg:.2f}) misses {missed}; found {found}")
    return "\n".join(lines)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))
