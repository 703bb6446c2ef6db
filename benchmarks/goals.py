"""The goals, mostly ratios of two figures from the same run: absolute figures are only valid for one machine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    """`figure` must be at least (or at most) `bound`, for `practices` (0: every size) on `database` (empty: any)."""

    text: str
    figure: Callable[[Row], float]
    bound: float
    practices: int = 0
    at_most: bool = False
    database: str = ""

    def applies_to(self, row: Row) -> bool:
        return self.practices in (0, row["practices"]) and self.database in ("", row["database"])

    def is_met(self, row: Row) -> bool:
        value = self.figure(row)
        return value <= self.bound if self.at_most else value >= self.bound


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
    Goal("Megabytes to build our index", lambda row: row["rebuilt_memory"], 200, at_most=True),
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


def judge(rows: list[Row]) -> list[tuple[Goal, Row | None]]:
    """Each goal with each row that it applies to, or with None if nothing was measured for it."""
    found: list[tuple[Goal, Row | None]] = []
    for row in rows:
        first = next((r for r in rows if r["practices"] == 1_000 and r["database"] == row["database"]), None)
        row["growth"] = row["engine"][0] / first["engine"][0] if first else float("nan")
    for goal in GOALS:
        found += [(goal, row) for row in rows if goal.applies_to(row)] or [(goal, None)]
    return found
