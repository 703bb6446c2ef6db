"""The demonstration with its practices as `make run` loads it: once for a whole run of tests, then served."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests import databases
from tests.processes import answering, free_port

SITE_URL = "http://demo.example"  # the site's URL in the database, wherever it is served: used in canonical links
SETTINGS = "cms.settings.test"


def environment(database: str, static_root: Path) -> dict[str, str]:
    """The environment of a process that serves the demonstration."""
    return {
        "DATABASE_URL": databases.url_of(database),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": str(settings.BASE_DIR),
        "SITE_URL": SITE_URL,
        "STATIC_ROOT": str(static_root),
    }


def run(*command: str, **variables: str) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR, env={**os.environ, **variables}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "MarkupResemblesLocatorWarning" not in done.stderr


@pytest.fixture(scope="session")
def demo_database(site_database: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> str:
    """The name of the demonstration's database, which must not be written to."""

    def load() -> None:
        run("tools/prepare.py", **environment(connection.settings_dict["NAME"], folder / "static"))

    folder = databases.folder_of_run(tmp_path_factory)
    with django_db_blocker.unblock():
        return databases.made_once(folder, "demo", site_database, load)


@pytest.fixture
def demo(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """Runs the test in the demonstration's database, and rolls back all changes."""
    with django_db_blocker.unblock(), databases.rolled_back(demo_database):
        yield


@pytest.fixture(scope="session")
def static_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that a server sends as they are."""
    folder = databases.folder_of_run(tmp_path_factory)
    static = folder / "static"
    with databases.first_of_run(folder, "static") as is_first:
        if is_first:
            run("manage.py", "collectstatic", "--noinput", "--verbosity=0", STATIC_ROOT=str(static))
    return static


@pytest.fixture(scope="session")
def fork(
    demo_database: str, static_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[subprocess.Popen[str]]:
    """What `served` asks for sites: `tests.forked_site`."""
    variables = environment(demo_database, static_root)
    with (tmp_path_factory.mktemp("fork") / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked_site"], cwd=settings.BASE_DIR, env={**os.environ, **variables},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
    with process:
        yield process  # it ends when nothing more can come


@contextmanager
def served(fork: subprocess.Popen[str], database: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The URL of the demonstration, on a copy of its database, and the name of the copy."""
    assert fork.stdin
    assert fork.stdout
    copy = databases.name_in(folder, f"{folder.name}{databases.WORKER}")
    databases.copy(database, copy)
    port, log = free_port(), folder / "log"
    fork.stdin.write(json.dumps({"name": copy, "port": port, "log": str(log)}) + "\n")
    fork.stdin.flush()
    processes = int(fork.stdout.readline())
    try:
        yield answering(port, log), copy
    finally:
        os.killpg(processes, signal.SIGKILL)
        databases.remove(copy)


@pytest.fixture(scope="session")
def demo_site(
    fork: subprocess.Popen[str], demo_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of a read-only demonstration."""
    with served(fork, demo_database, tmp_path_factory.mktemp("read")) as (url, _database):
        yield url


@pytest.fixture(scope="module")
def own_demo_site(
    fork: subprocess.Popen[str], demo_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of a demonstration that the tests of one module may change."""
    with served(fork, demo_database, tmp_path_factory.mktemp("written")) as (url, _database):
        yield url
