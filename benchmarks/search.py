"""Prints how long a page of the repository with its six facets takes: `python -m benchmarks.search 1000 10000`.

Milliseconds of 50 different searches in a warm process, on a temporary database. The baseline counts the same pages
naively in SQL, in the same run, and must return the same figures.
"""

import argparse
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.db import connection  # noqa: E402

from benchmarks import generate, peer  # noqa: E402
from benchmarks.fill import analyse, fill  # noqa: E402
from benchmarks.measure import milliseconds, of_full_matches, percentiles  # noqa: E402
from benchmarks.record import save_run  # noqa: E402
from search.engines.database.engine import DatabaseEngine  # noqa: E402
from search.facets.declared import PRACTICE_FACETS  # noqa: E402
from search.query.query import Query  # noqa: E402

FACETS = [facet.name for facet in PRACTICE_FACETS]
HEAD = """\
| database   | practices | engine p50 / p95 | naive SQL p50 / p95 | times slower  | written / second |
|------------|-----------|------------------|---------------------|---------------|------------------|"""


def check(engine: DatabaseEngine, queries: list[Query]) -> None:
    """Raises `AssertionError` if the baseline returns other figures."""
    for query in queries:
        results = engine.search(query, FACETS, ["practice"])
        if of_full_matches(results) != peer.search(query, FACETS):
            raise AssertionError(f"The two differ: {query}")


def prepare(count: int) -> float:
    """Writes `count` practices for both and checks that they count the same. Returns the entries written per second."""
    speed = fill(count)
    peer.fill()
    analyse()
    check(DatabaseEngine(), generate.queries())
    return speed


def measure(count: int, rounds: int) -> dict[str, Any]:
    speed, engine, queries = prepare(count), DatabaseEngine(), generate.queries()
    taken = milliseconds(
        {
            "engine": lambda query: engine.search(query, FACETS, ["practice"]),
            "naive": lambda query: peer.search(query, FACETS),
        },
        queries,
        rounds,
    )
    times = {name: percentiles(values) for name, values in taken.items()}
    return {"table": "database", "database": connection.vendor, "practices": count, "written": speed, **times}


def line(row: dict[str, Any]) -> str:
    (own50, own95), (other50, other95) = row["engine"], row["naive"]
    return (
        f"| {row['database']:10} | {row['practices']:9,} | {own50:6.2f} / {own95:7.2f} "
        f"| {other50:8.2f} / {other95:8.2f} "
        f"| {other50 / own50:5.1f} / {other95 / own95:5.1f} | {row['written']:16.0f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000], help="numbers of practices")
    parser.add_argument("--rounds", type=int, default=5, help="how often each search is measured")
    parser.add_argument("--check", action="store_true", help="only whether they count the same")
    arguments, load, rows = parser.parse_args(), os.getloadavg()[0], []
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        if arguments.check:
            for count in arguments.sizes:
                prepare(count)
                print(f"{len(generate.queries())} searches of {count} practices: the same figures.")
            return
        print(HEAD)
        for count in arguments.sizes:
            rows.append(measure(count, arguments.rounds))
            print(line(rows[-1]), flush=True)
        save_run("search", rows, load)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
