"""While one process creates the database that tests start with, the next one runs the tests that need none.

`--dist worksteal` first gives each process a part of the tests, as long as those of the others, in their order.
"""

import pytest


def needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "empty_database" in item.fixturenames  # type: ignore[attr-defined]


def second_begins_with(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """`items`, with those that need no database at the beginning of the second process's part."""
    slow = [item for item in items if needs_database(item)]
    quick = [item for item in items if not needs_database(item)]
    begin = len(items) // processes
    return slow[:begin] + quick + slow[begin:]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if worker := getattr(config, "workerinput", None):
        items[:] = second_begins_with(items, worker["workercount"])
