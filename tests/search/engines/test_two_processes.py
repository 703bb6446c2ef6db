"""What one process publishes, another finds and counts in its next search."""

import json
import os
import select
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection


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
        self.popen.wait(timeout=30)
        self.popen.stdout.close()


@contextmanager
def copied_database(folder: Path) -> Iterator[str]:
    """The URL of a copy of the test database, with no other connections."""
    connection.close()
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        copy = folder / "copy.sqlite3"
        with closing(sqlite3.connect(values["NAME"])) as source:
            source.execute("VACUUM INTO ?", [str(copy)])
        yield f"sqlite:///{copy}"
        return
    name = f"{values['NAME']}_copy"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{values["NAME"]}"')
    try:
        login = f"{quote(values['USER'])}:{quote(values['PASSWORD'])}"
        yield f"postgres://{login}@{values['HOST']}:{values['PORT']}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def two(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Process, Process]]:
    with django_db_blocker.unblock(), copied_database(tmp_path) as url:
        processes = Process(url), Process(url)
        try:
            assert [process.receive() for process in processes] == ["ready", "ready"]
            yield processes
        finally:
            for process in processes:
                process.stop()


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
