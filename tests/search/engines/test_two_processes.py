"""What one process publishes, another finds and counts at its next search."""

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

    def tell(self, action: str, **arguments: Any) -> None:
        self.popen.stdin.write(json.dumps([action, arguments]) + "\n")
        self.popen.stdin.flush()

    def answer(self) -> Any:
        return json.loads(self.popen.stdout.readline())

    def has_answered(self) -> bool:
        return bool(select.select([self.popen.stdout], [], [], 0)[0])

    def ask(self, action: str, **arguments: Any) -> Any:
        self.tell(action, **arguments)
        return self.answer()

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
        assert [process.answer() for process in processes] == ["ready", "ready"]
        yield processes
    finally:
        for process in processes:
            process.stop()
        databases.remove(copy)


def test_two_processes(two: tuple[Process, Process]) -> None:
    """One test, because the processes and their database take seconds to make."""
    one, other = two
    found_at_once(one, other)
    published_by_both(one, other)
    rebuilt_while_the_other_searches(one, other)
    private_while_the_other_publishes(one, other)
    assert one.ask("differences") == []


def found_at_once(one: Process, other: Process) -> None:
    assert one.ask("search")["total"] == other.ask("search")["total"] == 0
    one.ask("publish", titles=["Gardening"], countries=["it", "lt"])
    found = other.ask("search", text="gardening")
    assert (found["total"], found["counts"]["country"]) == (1, {"it": 1, "lt": 1})
    other.ask("unpublish", title="Gardening")
    assert one.ask("search")["total"] == 0
    assert one.ask("label", scheme="country", slug="it") == "Italy"
    other.ask("rename", slug="it", label="Zorbia")
    assert one.ask("label", scheme="country", slug="it") == "Zorbia"


def published_by_both(one: Process, other: Process) -> None:
    for number in range(3):
        one.tell("publish", titles=[f"One {number} {place}" for place in range(2)])
        other.tell("publish", titles=[f"Other {number} {place}" for place in range(2)])
        assert (one.answer(), other.answer()) == (None, None)
    assert one.ask("search")["total"] == other.ask("search")["total"] == 12
    assert one.ask("search", text="other")["total"] == other.ask("search", text="one")["total"] == 6


def rebuilt_while_the_other_searches(one: Process, other: Process) -> None:
    one.tell("rebuild", times=3)
    searches = 0
    while not one.has_answered():
        assert other.ask("search")["total"] == 12
        assert other.ask("search", text="other")["total"] == 6
        searches += 1
    assert one.answer() > 12
    assert searches > 3


def private_while_the_other_publishes(one: Process, other: Process) -> None:
    """A practice that is not yet committed when its partner becomes private is not found afterwards."""
    one.tell("publish", titles=["Just in time"], seconds=2, partner="csci")
    other.tell("make_private", partner="csci")
    assert (one.answer(), other.answer()) == (None, None)
    for process in (one, other):
        assert process.ask("search", text="just in time")["total"] == 0
