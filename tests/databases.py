"""Databases that are created once per test run, by whichever process comes first, and then copied.

On SQLite, the next run reuses those of the last, until one of their sources changes.
A database is identified by Django's `NAME`: on SQLite, the path of its file.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections, transaction

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
STORED = settings.RUN_DIR / "test-databases"
# The sources: migrations, the demonstration, and the code that applies and loads them.
MADE_OF = ("cms", "practices", "home", "search", "locale", "requirements", "tools", "tests/recipe")


def folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """The folder shared by all processes of this run."""
    own = factory.getbasetemp()
    return own.parent if WORKER else own


@contextmanager
def first_of_run(folder: Path, name: str) -> Iterator[bool]:
    """Whether `name` has not been done in this run yet. While one process does it, the others wait."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / f"{name}.done"
        yield not done.exists()
        done.touch()


def made_once(folder: Path, name: str, source: str, fill: Callable[[], object]) -> str:
    """A copy of `source` in which `fill` has been called."""
    database = name_in(folder, name)
    with first_of_run(folder, name) as is_first:
        if is_first and not _take_stored(name, database):
            copy(source, database)
            with default_database(database):
                fill()
            _store(name, database)
    return database


def _take_stored(name: str, database: str) -> bool:
    stored = STORED / name / checksum()
    if connection.vendor != "sqlite" or not stored.exists():
        return False
    copy(str(stored), database)
    return True


def _store(name: str, database: str) -> None:
    if connection.vendor == "sqlite":
        shutil.rmtree(STORED / name, ignore_errors=True)  # databases of outdated sources
        (STORED / name).mkdir(parents=True, exist_ok=True)
        unfinished = STORED / f"{name}-{os.getpid()}"
        shutil.copy(database, unfinished)
        unfinished.replace(STORED / name / checksum())


@cache
def checksum() -> str:
    """A checksum of all sources of the databases."""
    files = [path for folder in MADE_OF for path in (settings.BASE_DIR / folder).rglob("*") if path.is_file()]
    files += (settings.BASE_DIR / "tests").glob("*.py")
    result = hashlib.sha256(repr((settings.WAGTAILADMIN_BASE_URL, settings.LANGUAGE_CODES)).encode())
    for path in sorted(files):
        if "__pycache__" not in path.parts:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            result.update(f"{path.relative_to(settings.BASE_DIR)} {content}\n".encode())
    return result.hexdigest()


def name_in(folder: Path, name: str) -> str:
    return str(folder / f"{name}.sqlite3") if connection.vendor == "sqlite" else f"test_new_times_{name}"


def url_of(database: str) -> str:
    """The database URL, for another process."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    values = connection.settings_dict
    login = f"{quote(values['USER'])}:{quote(values['PASSWORD'])}"
    return f"postgres://{login}@{values['HOST']}:{values['PORT']}/{database}"


def copy(source: str, target: str) -> None:
    """There must be no connections to `source`; "" creates a database without tables."""
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
    """Inside the block, every thread of this process connects to `database`."""
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
    """Inside the block, this thread uses `database`; all changes are rolled back."""
    before, connections["default"] = connections["default"], connection.copy()
    connection.settings_dict["NAME"] = database
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        connection.close()
        connections["default"] = before
