"""The goals, each a ratio of two figures that one run has measured: absolute figures hold for no other machine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    """`figure` must be at least (or at most) `bound` at `practices` (0: every size), on `database` (empty: on each)."""

    text: str
    figure: Callable[[Row], float]
    bound: float
    practices: int = 0
    at_most: bool = False
    database: str = ""

    def is_for(self, row: Row) -> bool:
        return self.practices in (0, row["practices"]) and self.database in ("", row["database"])

    def is_met(self, row: Row) -> bool:
        found = self.figure(row)
        return found <= self.bound if self.at_most else found >= self.bound


def median_ratio(of: str, to: str) -> Callable[[Row], float]:
    return lambda row: row[of][0] / row[to][0]


def publishing_ratio(name: str) -> Callable[[Row], float]:
    return lambda row: row["publishing"][name] / row["publishing"]["unsearched"]


STOCK_HTTP = "A stock page takes … times as long as our whole HTTP response"
STOCK_ENGINE = "A stock page takes … times as long as our engine"
STOCK_EMBEDDED = "A stock page takes … times as long as the embedded engine"
GOALS = [
    *(
        Goal(STOCK_HTTP, median_ratio("stock", "http"), bound, n)
        for n, bound in {1_000: 2, 10_000: 2, 100_000: 1.3}.items()
    ),
    *(
        Goal(STOCK_ENGINE, median_ratio("stock", "engine"), bound, n)
        for n, bound in {1_000: 6, 10_000: 5, 100_000: 2.5}.items()
    ),
    *(
        Goal(STOCK_EMBEDDED, median_ratio("stock", "embedded"), bound, 10_000, database=database)
        for database, bound in {"sqlite": 20, "postgresql": 10}.items()
    ),
    Goal("Our engine takes … times as long as one raw `_search`", median_ratio("engine", "raw"), 1.1, at_most=True),
    Goal("Our engine takes … times as long as at 1,000", lambda row: row["growth"], 5, 100_000, at_most=True),
    Goal("Our index is built … times as fast as a stock one", lambda row: row["rebuilt"] / row["stock_rebuilt"], 10),
    Goal("Megabytes that building our index takes", lambda row: row["rebuilt_memory"], 200, at_most=True),
    *(
        Goal(
            f"Publishing takes … times as long as without search, Elasticsearch {name}",
            publishing_ratio(name),
            1.2,
            at_most=True,
        )
        for name in ("on", "off", "hanging")
    ),
]


def judged(rows: list[Row]) -> list[tuple[Goal, Row | None]]:
    """Each goal with each row that it is for; with none where nothing of the kind was measured."""
    found: list[tuple[Goal, Row | None]] = []
    for row in rows:
        first = next((r for r in rows if r["practices"] == 1_000 and r["database"] == row["database"]), None)
        row["growth"] = row["engine"][0] / first["engine"][0] if first else float("nan")
    for goal in GOALS:
        found += [(goal, row) for row in rows if goal.is_for(row)] or [(goal, None)]
    return found
