"""No process waits for another: in what order the tests run.

`--dist worksteal` gives each process a part of the tests, as many as the others have, in their order. Whoever is done
takes over the end of another's part.

One process makes the database that tests begin with; meanwhile, the next one runs the tests that need none. What takes
longest comes first: at the end, one process would be alone with it. And what shares something that takes long to make
(a browser with a server, a world for all roles) stays in one process.
"""

from collections.abc import Sequence

import pytest

FIRST = ("tests/browser/", "tests/tools/", "tests/permissions/")  # in the first process, in the second …
WITHOUT_DATABASE = 1  # the second process


def needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "empty_database" in item.fixturenames  # type: ignore[attr-defined]


def begins(item: pytest.Item) -> int | None:
    """The process that begins with it."""
    if not needs_database(item):
        return WITHOUT_DATABASE
    return next((number for number, folder in enumerate(FIRST) if item.nodeid.startswith(folder)), None)


def in_parts(items: Sequence[pytest.Item], processes: int) -> list[pytest.Item]:
    """`items`, those of each process after those of the one before."""
    parts: list[list[pytest.Item]] = [[] for _ in range(processes)]
    others: list[pytest.Item] = []
    for item in items:
        number = begins(item)
        (others if number is None else parts[number % processes]).append(item)
    for number, part in enumerate(parts):
        left = len(items) * (number + 1) // processes - sum(map(len, parts[: number + 1]))
        part += others[: max(left, 0)]
        del others[: max(left, 0)]
    return [item for part in parts for item in part]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if worker := getattr(config, "workerinput", None):
        items[:] = in_parts(items, worker["workercount"])
