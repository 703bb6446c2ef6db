"""What one process publishes, another finds and counts in its next search."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import databases
from tests.processes import SECONDS


class Process:
    """`tests.search.engines.process` on the database at `url`."""

    def __init__(self, url: str) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "tests.search.engines.process"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def send(self, action: str, **arguments: Any) -> None:
        self.popen.stdin.write(json.dumps([action, arguments]) + "\n")
        self.popen.stdin.flush()

    def receive(self) -> Any:
        return json.loads(self.popen.stdout.readline())

    def has_responded(self) -> bool:
        return bool(select.select([self.popen.stdout], [], [], 0)[0])

    def call(self, action: str, **arguments: Any) -> Any:
        self.send(action, **arguments)
        return self.receive()

    def stop(self) -> None:
        self.popen.stdin.close()
        self.popen.wait(SECONDS)
        self.popen.stdout.close()


@pytest.fixture
def two(site_database: str, tmp_path: Path) -> Iterator[tuple[Process, Process]]:
    """On a copy of the site's database."""
    copy = databases.name_in(tmp_path, f"two{databases.WORKER}")
    databases.copy(site_database, copy)
    processes = Process(databases.url_of(copy)), Process(databases.url_of(copy))
    try:
        assert [process.receive() for process in processes] == ["ready", "ready"]
        yield processes
    finally:
        for process in processes:
            process.stop()
        databases.remove(copy)


def test_two_processes(two: tuple[Process, Process]) -> None:
    """One test, because starting the processes and copying the database takes seconds."""
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
    for number in range(3):
        one.send("publish", titles=[f"One {number} {place}" for place in range(2)])
        other.send("publish", titles=[f"Other {number} {place}" for place in range(2)])
        assert (one.receive(), other.receive()) == (None, None)
    assert one.call("search")["total"] == other.call("search")["total"] == 12
    assert one.call("search", text="other")["total"] == other.call("search", text="one")["total"] == 6


def rebuilt_while_the_other_searches(one: Process, other: Process) -> None:
    one.send("rebuild", times=3)
    searches = 0
    while not one.has_responded():
        assert other.call("search")["total"] == 12
        assert other.call("search", text="other")["total"] == 6
        searches += 1
    assert one.receive() > 12
    assert searches > 3


def private_while_the_other_publishes(one: Process, other: Process) -> None:
    """A practice that is not yet committed when its partner is made private is not found afterwards."""
    one.send("publish", titles=["Just in time"], seconds=2, partner="csci")
    other.send("make_private", partner="csci")
    assert (one.receive(), other.receive()) == (None, None)
    for process in (one, other):
        assert process.call("search", text="just in time")["total"] == 0
