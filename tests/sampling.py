"""`--sample`, used by `make test`: runs only n evenly spread examples of tests marked `sample(n)`.

It also leaves out what needs the demonstration in two further languages, which takes long to translate.

Tests without a database are marked `once`, because another database makes no difference to them.
"""

from contextvars import ContextVar
from typing import Any

import pytest

from tests.idle_workers import needs_database

is_sample: ContextVar[bool] = ContextVar("is_sample", default=False)  # also for what a test does not run in full


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sample", action="store_true", help="of tests marked sample(n), run n examples only")


def pytest_configure(config: pytest.Config) -> None:
    is_sample.set(config.getoption("sample"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if not needs_database(item):
            item.add_marker(pytest.mark.once)
        if "translated_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.sample(0))
    if not config.getoption("sample"):
        return
    examples: dict[tuple[Any, str, int], list[pytest.Item]] = {}
    for item in items:
        if mark := item.get_closest_marker("sample"):
            name = item.originalname  # type: ignore[attr-defined]
            examples.setdefault((item.parent, name, mark.args[0]), []).append(item)
    left_out: set[pytest.Item] = set()
    for (_, _, number), of_one_test in examples.items():
        last, steps = len(of_one_test) - 1, max(number - 1, 1)
        left_out |= set(of_one_test) - {of_one_test[step * last // steps] for step in range(number)}
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))
