"""Writes the saved runs to `benchmarks/results.md`: `python -m benchmarks.report`."""

import os
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from benchmarks.goals import Goal, Row, judge  # noqa: E402
from benchmarks.record import saved_runs  # noqa: E402

RESULTS = Path(__file__).parent / "results.md"
INTRODUCTION = """\
# Results of the benchmark

Written by `make bench` with the commands below. Milliseconds are p50 / p95 of 50 searches in a warm process, each the
median of its rounds; the variants take turns, round by round. Absolute figures are only valid for this machine: look at
the ratios.

A *stock page* is what a Wagtail site without this search does: the same practices with Wagtail's own backend, a request
for the hits, one for the count, one for each facet, and the rows from the database, without rendering. Its facets
stop at ten values and its words are not stemmed. *HTTP* is our whole response through all middleware, rendered.
Until something changes, the *embedded* engine caches which entries match which words, and every engine caches the hits
that it has shown; in a warm process both caches are filled. *Raw* is one `_search` with the same hits and counts.
*Docs/s* are documents indexed per second; the stock index is filled as `update_index` does it, from rows whose facets
are `ParentalManyToManyField`s, as on pages (Wagtail does not prefetch them).
"""


def main() -> None:
    runs = saved_runs()
    rows = [row for run in runs for row in run["rows"]]
    engines = [row for row in rows if row["table"] == "elasticsearch"]
    parts = [
        INTRODUCTION,
        "## Commands\n\n" + "".join(f"- `{run['command']}`\n" for run in runs),
        "## Machine\n\n" + _machine(runs),
        "## Goals\n\n"
        + _table(["goal", "database", "practices", "bound", "measured", "met"], map(_judgement, judge(engines))),
        "## Searches\n\n" + _table(*_searches(engines)),
        "## Indexing and publishing\n\n" + _table(*_work(engines)),
        "## The embedded engine and naive SQL, without Elasticsearch\n\n"
        + _table(*_embedded([r for r in rows if r["table"] == "database"])),
    ]
    RESULTS.write_text("\n".join(parts), encoding="utf-8")
    print("\n".join(parts))


def _machine(runs: list[dict[str, Any]]) -> str:
    facts = {name: value for run in runs for name, value in run["machine"].items()}
    loads = [load for run in runs for load in run["load"]]
    facts["Load average when the commands started and ended"] = f"{min(loads):.1f} to {max(loads):.1f}"
    return _table(["", ""], facts.items())


def _judgement(pair: tuple[Goal, Row | None]) -> list[str]:
    goal, row = pair
    bound = f"{'≤' if goal.at_most else '≥'} {goal.bound:g}"
    if row is None:
        return [goal.text, goal.database or "any", f"{goal.practices:,}", bound, "not measured", ""]
    met = "yes" if goal.is_met(row) else "**no**"
    return [goal.text, row["database"], f"{row['practices']:,}", bound, f"{goal.figure(row):.2f}", met]


def _searches(rows: list[Row]) -> tuple[list[str], list[list[str]]]:
    names = {"engine": "our engine", "raw": "raw", "stock": "stock page", "embedded": "embedded", "http": "HTTP"}
    lines = [[*_where(row), *(_times(row[name]) for name in names)] for row in rows]
    return ["database", "practices", *names.values()], lines


def _work(rows: list[Row]) -> tuple[list[str], list[list[str]]]:
    head = ["docs/s", "MB more", "stock docs/s", "MB more", "publishing: no search", "on", "off", "hanging"]
    figures = ("rebuilt", "rebuilt_memory", "stock_rebuilt", "stock_rebuilt_memory")
    lines = [
        [*_where(row), *(f"{row[name]:.0f}" for name in figures), *(f"{ms:.1f}" for ms in row["publishing"].values())]
        for row in rows
    ]
    return ["database", "practices", *head], lines


def _embedded(rows: list[Row]) -> tuple[list[str], list[list[str]]]:
    head = ["database", "practices", "engine", "naive SQL", "entries written per second"]
    return head, [[*_where(row), _times(row["engine"]), _times(row["naive"]), f"{row['written']:.0f}"] for row in rows]


def _where(row: Row) -> list[str]:
    return [row["database"], f"{row['practices']:,}"]


def _times(pair: list[float]) -> str:
    return f"{pair[0]:.1f} / {pair[1]:.1f}"


def _table(head: list[str], lines: Any) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    main()
