"""What one process publishes, another finds and counts in its next search."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests import databases
from tests.forks import forked
from tests.search.engines.process import act


class Process:
    def __init__(self, orders: Connection) -> None:
        self.orders = orders

    def send(self, action: str, **arguments: Any) -> None:
        self.orders.send([action, arguments])

    def receive(self) -> Any:
        return self.orders.recv()

    def has_responded(self) -> bool:
        return self.orders.poll()

    def call(self, action: str, **arguments: Any) -> Any:
        self.send(action, **arguments)
        return self.receive()


@contextmanager
def process(log: Path) -> Iterator[Process]:
    ours, theirs = Pipe()
    with ours, forked(lambda: act(theirs), log):
        theirs.close()  # or nobody would hear that the process has ended
        yield Process(ours)


@pytest.fixture
def two(site_database: str, tmp_path: Path, django_db_blocker: Any) -> Iterator[tuple[Process, Process]]:
    """On a copy of the site's database."""
    copy = databases.name_in(tmp_path, f"two{databases.WORKER}")
    databases.copy(site_database, copy)
    with (
        django_db_blocker.unblock(),
        databases.default_database(copy),
        process(tmp_path / "one") as one,
        process(tmp_path / "other") as other,
    ):
        yield one, other
    databases.remove(copy)


def test_two_processes(two: tuple[Process, Process]) -> None:
    """One test, because copying the database takes seconds."""
    one, other = two
    found_at_once(one, other)
    published_by_both(one, other)
    rebuilt_while_the_other_searches(one, other)
    private_while_the_other_publishes(one, other)
    assert one.call("differences") == []


def found_at_once(one: Process, other: Process) -> None:
    assert one.call("search")["total"] == other.call("search")["total"] == 0
    one.call("publish", titles=["Gardening"], countries=["it", "lt"])
    found = other.call("search", text="gardening")
    assert (found["total"], found["counts"]["country"]) == (1, {"it": 1, "lt": 1})
    other.call("unpublish", title="Gardening")
    assert one.call("search")["total"] == 0
    assert one.call("label", scheme="country", slug="it") == "Italy"
    other.call("rename", slug="it", label="Zorbia")
    assert one.call("label", scheme="country", slug="it") == "Zorbia"


def published_by_both(one: Process, other: Process) -> None:
    for number in range(2):
        one.send("publish", titles=[f"One {number} {place}" for place in range(2)])
        other.send("publish", titles=[f"Other {number} {place}" for place in range(2)])
        assert (one.receive(), other.receive()) == (None, None)
    assert one.call("search")["total"] == other.call("search")["total"] == 8
    assert one.call("search", text="other")["total"] == other.call("search", text="one")["total"] == 4


def rebuilt_while_the_other_searches(one: Process, other: Process) -> None:
    one.send("rebuild")
    searches = 0
    while not one.has_responded():
        assert other.call("search")["total"] == 8
        assert other.call("search", text="other")["total"] == 4
        searches += 1
    assert one.receive() > 8
    assert searches > 3


def private_while_the_other_publishes(one: Process, other: Process) -> None:
    """A practice that is not yet committed when its partner is made private is not found afterwards."""
    one.send("publish", titles=["Just in time"], seconds=2, partner="csci")
    other.send("make_private", partner="csci")
    assert (one.receive(), other.receive()) == (None, None)
    for process in (one, other):
        assert process.call("search", text="just in time")["total"] == 0
