"""Prints how long a page of results takes with Elasticsearch: `python -m benchmarks.elasticsearch 1000 10000 100000`.

The server is the one that TEST_ELASTICSEARCH_URL names (`tools/with_elasticsearch` starts one).

Milliseconds of the same 50 searches for the site's engine, one raw `_search`, a stock Wagtail site, the embedded
engine on the same database, and the site's whole HTTP response; how fast both indices are built; and how long it takes
to publish a practice. All of it on a temporary database and temporary indices.
"""

import argparse
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks import generate, raw, site  # noqa: E402
from benchmarks.fill import analyse, fill  # noqa: E402
from benchmarks.measure import measured, milliseconds, of_full_matches, percentiles  # noqa: E402
from benchmarks.publishing import publishing  # noqa: E402
from benchmarks.record import save_run  # noqa: E402
from benchmarks.stock.fill import fill as stock_fill  # noqa: E402
from benchmarks.stock.fill import index as stock_index  # noqa: E402
from benchmarks.stock.models import FACETS  # noqa: E402
from benchmarks.stock.page import page as stock_page  # noqa: E402
from search.engines.current import current_engine  # noqa: E402
from search.engines.database.engine import DatabaseEngine  # noqa: E402
from search.engines.elasticsearch.connection import COMMAND_TIMEOUT, connect  # noqa: E402
from search.engines.elasticsearch.engine import ElasticsearchEngine  # noqa: E402
from search.engines.elasticsearch.index import rebuild  # noqa: E402

client = connect(settings.ELASTICSEARCH_URL, COMMAND_TIMEOUT)
queries = generate.queries()
WARM_UP = 500  # practices indexed and searched beforehand: a server that has just started is slow
WARM_UP_ROUNDS = 6
VARIANTS = ("engine", "raw", "stock", "embedded", "http")
HEAD = """\
| database   | practices | engine        | raw           | stock page    | embedded      | HTTP          | docs/s      |
|------------|-----------|---------------|---------------|---------------|---------------|---------------|-------------|"""


def prepare(count: int) -> dict[str, Any]:
    """Writes `count` practices to both indices. Returns how many per second, and by how much the process grew."""
    fill(count)
    stock_fill(generate.practices(count))
    analyse()
    with measured() as own:
        rebuild(client)
    with measured() as stock:
        stock_index()
    current_engine().catch_up()
    return {
        "rebuilt": count / own.seconds,
        "rebuilt_memory": own.megabytes,
        "stock_rebuilt": count / stock.seconds,
        "stock_rebuilt_memory": stock.megabytes,
    }


def check() -> None:
    """Raises `AssertionError` if the figures differ from the engine's.

    The stock site does not stem, so it may find less for a text; its facets stop at ten values.
    """
    engine, search_raw = ElasticsearchEngine(client), raw.prepared(client, queries, FACETS)
    for query in queries:
        results = engine.search(query, FACETS, ["practice"])
        own = of_full_matches(results)
        total, counts, hits = stock_page(query)
        same = raw.figures(search_raw(query), FACETS) == own
        if query.text:
            same &= total <= own[0]
        else:
            same &= total == results.total and [str(hit.sorted_at) for hit in hits] == [
                str(hit.sorted_at) for hit in results.hits
            ]
            same &= all(results.counts[name][value] == n for name in FACETS for value, n in counts[name].items())
        if not same:
            raise AssertionError(f"They differ: {query}")


def warm() -> None:
    prepare(WARM_UP)
    search(WARM_UP_ROUNDS)


def measure(count: int, rounds: int) -> dict[str, Any]:
    row = {"table": "elasticsearch", "database": connection.vendor, "practices": count, **prepare(count)}
    check()
    return {**row, **search(rounds), "publishing": publishing()}


def search(rounds: int) -> dict[str, tuple[float, float]]:
    """The p50 and p95 of a search in milliseconds, for each of the `VARIANTS`."""
    own, embedded = ElasticsearchEngine(client), DatabaseEngine()
    searches = {
        "engine": lambda query: own.search(query, FACETS, ["practice"]),
        "raw": raw.prepared(client, queries, FACETS),
        "stock": stock_page,
        "embedded": lambda query: embedded.search(query, FACETS, ["practice"]),
        "http": site.visitor(),
    }
    return {name: percentiles(values) for name, values in milliseconds(searches, queries, rounds).items()}


def line(row: dict[str, Any]) -> str:
    times = " | ".join(f"{row[name][0]:5.1f} / {row[name][1]:5.1f}" for name in VARIANTS)
    built = f"{row['rebuilt']:5.0f} / {row['stock_rebuilt']:5.0f}"
    return f"| {row['database']:10} | {row['practices']:9,} | {times} | {built} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000], help="numbers of practices")
    parser.add_argument("--rounds", type=int, default=5, help="how often each search is measured")
    parser.add_argument("--check", action="store_true", help="only whether they count the same")
    arguments, load, rows = parser.parse_args(), os.getloadavg()[0], []
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        if arguments.check:
            for count in arguments.sizes:
                prepare(count)
                check()
                print(f"{len(queries)} searches of {count} practices: the same figures.")
            return
        site.build()
        warm()
        for count in arguments.sizes:
            rows.append(measure(count, arguments.rounds))
            print(*([HEAD] if len(rows) == 1 else []), line(rows[-1]), sep="\n", flush=True)
        server = client.info()["version"]["number"]
        save_run("elasticsearch", rows, load, **{"Elasticsearch server": server})
    finally:
        client.indices.delete(index=f"{settings.ELASTICSEARCH_INDEX}-*", ignore_unavailable=True)
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
