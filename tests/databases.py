"""Databases that are made once for a whole run of tests, by whichever of its processes comes first, and then copied.

A database goes by what Django calls its name: on SQLite the path of its file.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection, connections, transaction

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """What all processes of this run have in common."""
    own = factory.getbasetemp()
    return own.parent if WORKER else own


@contextmanager
def first_of_run(folder: Path, name: str) -> Iterator[bool]:
    """Whether nobody has done `name` in this run. While one does it, the others wait."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / f"{name}.done"
        yield not done.exists()
        done.touch()


def made_once(folder: Path, name: str, source: str, fill: Callable[[], object]) -> str:
    """A copy of `source` in which `fill` has been called."""
    database = name_in(folder, name)
    with first_of_run(folder, name) as is_first:
        if is_first:
            copy(source, database)
            with default_database(database):
                fill()
    return database


def name_in(folder: Path, name: str) -> str:
    return str(folder / f"{name}.sqlite3") if connection.vendor == "sqlite" else f"test_new_times_{name}"


def url_of(database: str) -> str:
    """For another process."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    values = connection.settings_dict
    login = f"{quote(values['USER'])}:{quote(values['PASSWORD'])}"
    return f"postgres://{login}@{values['HOST']}:{values['PORT']}/{database}"


def copy(source: str, target: str) -> None:
    """Nobody may be connected to `source`; "" makes a database without tables."""
    remove(target)
    if connection.vendor != "sqlite":
        _execute(f'CREATE DATABASE "{target}" TEMPLATE "{source or "template0"}"')
    elif source:
        shutil.copy(source, target)


def remove(database: str) -> None:
    if connection.vendor != "sqlite":
        _execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        return
    for ending in ("", "-wal", "-shm"):
        Path(database + ending).unlink(missing_ok=True)


def _execute(sql: str) -> None:
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(sql)


@contextmanager
def default_database(database: str) -> Iterator[None]:
    """Meanwhile every thread of this process connects to `database`."""
    values = connection.settings_dict  # all connections share it
    before = values["NAME"]
    connection.close()
    values["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        values["NAME"] = before


@contextmanager
def rolled_back(database: str) -> Iterator[None]:
    """Meanwhile this thread works in `database`, and nothing of it stays."""
    before, connections["default"] = connections["default"], connection.copy()
    connection.settings_dict["NAME"] = database
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        connection.close()
        connections["default"] = before
