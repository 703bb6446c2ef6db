"""No process waits for another: in what order the tests run.

`--dist worksteal` gives each process a part of the tests, as many as the others have, in their order. A process that
is done takes over the end of another's part.

One process makes the database that tests begin with; meanwhile, the second one runs the tests that need none. What
takes longest comes first: at the end, one process would be alone with it. What shares something that takes long to make
(a world for all roles) stays in one process. The browser's tests, a third of all the time, are in two.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

BROWSER = "tests/browser/"
SLOW = ("tests/tools/", "tests/permissions/")
FIRST, SECOND, THIRD = range(3)  # processes


def needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "empty_database" in item.fixturenames  # type: ignore[attr-defined]


def begins(item: pytest.Item, browser_modules: Sequence[Path]) -> int | None:
    """The process that begins with it."""
    if item.path in browser_modules:
        return (FIRST, THIRD)[browser_modules.index(item.path) % 2]
    return SECOND if item.nodeid.startswith(SLOW) or not needs_database(item) else None


def in_parts(items: Sequence[pytest.Item], processes: int) -> list[pytest.Item]:
    """`items`, those of each process after those of the one before."""
    parts: list[list[pytest.Item]] = [[] for _ in range(processes)]
    others: list[pytest.Item] = []
    browser_modules = list(dict.fromkeys(item.path for item in items if item.nodeid.startswith(BROWSER)))
    for item in items:
        number = begins(item, browser_modules)
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
