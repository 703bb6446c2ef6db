"""How well an engine answers queries written from what educators need, by language and by what makes them hard.

A file of judged/needs/ or judged/fresh/ has a category, its queries, and for each query the grades of practices: 3 =
must be among the first three, 2 = relevant, 1 = touches on it, -1 = must not be shown. Every practice was judged; one
without a grade is not relevant. A practice that the reader would have to read in another language is worth one grade
less than the best if there is one in the reader's own, unless the query is a name, a place or a year.

Every query is spelled as its writer meant it, except in the category `typo`, which has errors and spellings that the
texts do not use: a correction anywhere else is wrong. Queries of the category `nothing` are words about something else,
or no words at all, and have no grades.

Whoever improved the search had read `NEEDS`. `FRESH` was written and judged later, by somebody who had seen neither
those nor the search, and measured before anybody who works on it had read it: on SQLite, nDCG@10 was 0.828 and
recall@10 0.849, when `NEEDS` had 0.941 and 0.936. That is what to expect of other queries. Since then it has been read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.relevance.measure import DEPTH, FIRST, JUDGED, LANGUAGES, ndcg

NEEDS, FRESH = "needs", "fresh"  # sets of queries
REQUIRED, UNWANTED = 3, -1
TYPO, NOTHING = "typo", "nothing"
CATEGORIES = (
    "plain", "compound", "irregular", TYPO, "question", "mixed", "organisation", "place", "year", "habit",
    "synonym", NOTHING,
)  # fmt: skip


@dataclass(frozen=True)
class Need:
    """A judged query, typed by a reader of `language`."""

    language: str
    category: str
    text: str
    grades: Mapping[str, int]  # {id of a practice's record: grade}

    @property
    def relevant(self) -> dict[str, int]:
        return {name: grade for name, grade in self.grades.items() if grade > 0}

    def having(self, grade: int) -> list[str]:
        return [name for name, given in self.grades.items() if given == grade]


@dataclass(frozen=True)
class Answered:
    """What an engine found for a query, best first, and the text that it was corrected to, or ""."""

    need: Need
    found: Sequence[str]
    corrected_to: str

    @property
    def ndcg(self) -> float:
        return ndcg(self.need.relevant, self.found)

    @property
    def recall(self) -> float:
        """Of the relevant practices, the share among the first ones."""
        relevant = self.need.relevant
        return sum(name in relevant for name in self.found[:DEPTH]) / min(len(relevant), DEPTH)

    @property
    def missed(self) -> list[str]:
        return [name for name in self.need.having(REQUIRED) if name not in self.found[:FIRST]]

    @property
    def wrongly_corrected(self) -> bool:
        return bool(self.corrected_to) and self.need.category != TYPO

    @property
    def unwanted(self) -> list[str]:
        """What is shown and must not be."""
        if self.need.category == NOTHING:
            return list(self.found)
        return [name for name in self.need.having(UNWANTED) if name in self.found]

    @property
    def failures(self) -> list[str]:
        reasons = {
            f"misses {', '.join(self.missed)}": self.missed,
            "finds nothing relevant": self.need.relevant and not self.recall,
            f"corrected to {self.corrected_to!r}": self.wrongly_corrected,
            f"must not show {', '.join(self.unwanted[:FIRST])}": self.unwanted,
        }
        return [reason for reason, failed in reasons.items() if failed]


def needs(name: str = NEEDS) -> list[Need]:
    """Every judged query of a set, language by language."""
    files = {code: json.loads((JUDGED / name / f"{code}.json").read_text(encoding="utf-8")) for code in LANGUAGES}
    return [
        Need(code, category, text, grades)
        for code, categories in files.items()
        for category, queries in categories.items()
        for text, grades in queries.items()
    ]


@dataclass(frozen=True)
class Figures:
    """Means and shares over answered queries that have something to find; counts over all of them."""

    queries: int
    ndcg: float
    recall: float
    required: float  # the share of the practices that must be among the first three and are
    wrong_corrections: int
    unwanted: int  # queries that show what they must not

    @classmethod
    def of(cls, answered: Sequence[Answered]) -> "Figures":
        judged = [each for each in answered if each.need.relevant]
        required = sum(len(each.need.having(REQUIRED)) for each in judged)
        return cls(
            queries=len(answered),
            ndcg=fmean(each.ndcg for each in judged) if judged else 1,
            recall=fmean(each.recall for each in judged) if judged else 1,
            required=1 - sum(len(each.missed) for each in judged) / required if required else 1,
            wrong_corrections=sum(each.wrongly_corrected for each in answered),
            unwanted=sum(bool(each.unwanted) for each in answered),
        )


def report(name: str, answered: Sequence[Answered]) -> str:
    """A table by language, one by category, and every query that failed with what was found instead."""
    by_language = {code: [each for each in answered if each.need.language == code] for code in LANGUAGES}
    by_category = {category: [each for each in answered if each.need.category == category] for category in CATEGORIES}
    head = f"{name:<15} queries  nDCG@{DEPTH}  recall@{DEPTH}  first {FIRST}  wrong corrections  must not be shown"
    lines = [head]
    lines += [_row(group, these) for group, these in (by_language | by_category | {"all": list(answered)}).items()]
    for each in answered:
        if each.failures:
            need, found = each.need, ", ".join(each.found[: FIRST + 1]) or "nothing"
            lines.append(f"{need.language} {need.category} {need.text!r}: {'; '.join(each.failures)}; found {found}")
    return "\n".join(lines)


def _row(group: str, answered: Sequence[Answered]) -> str:
    figures = Figures.of(answered)
    if any(each.need.relevant for each in answered):
        shares = f"{figures.ndcg:>8.3f}  {figures.recall:>9.3f}  {figures.required:>7.0%}"
    else:
        shares = f"{'–':>8}  {'–':>9}  {'–':>7}"
    return f"{group:<15} {figures.queries:>7} {shares}  {figures.wrong_corrections:>17}  {figures.unwanted:>17}"
