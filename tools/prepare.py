"""Brings the database up to date and loads the demo, in one process: starting Django is the slow part.

Typefaces and dictionaries are built in parallel with the migrations, which keep only one core busy.
"""

import gc
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from search.language.dictionaries import missing_dictionaries

# The sources that the search is built from. Practices changed in the admin update it at once.
SOURCES = ("cms", "practices", "home", "search", "locale", "requirements")
SUFFIXES = {".py", ".json", ".mo", ".txt"}


def update_port() -> None:
    """Updates the port, which may differ from the last time."""
    from wagtail.models import Site

    from home.setup import own_hostname

    Site.objects.filter(is_default_site=True).update(**own_hostname())


def run(text: str, command: str) -> bool:
    """Runs a command. Returns whether it succeeded; if not, prints why, and the site can still be served."""
    print(f"{text} ...", flush=True)
    try:
        call_command(command)
    except CommandError as error:
        print(error, flush=True)
        return False
    return True


def migrate() -> bool:
    """Migrates. Returns whether there was anything to do."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    print(f"Bringing the database ({connection.vendor}) up to date ...", flush=True)
    call_command("migrate", interactive=False)
    return True


def state() -> str:
    """A checksum of what the search is built from, and of where it is stored."""
    database = {name: connection.settings_dict[name] for name in ("ENGINE", "HOST", "PORT", "NAME")}
    where = [database, settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX, settings.LANGUAGE_CODES]
    checksum = hashlib.sha256(repr(where).encode())
    for source in SOURCES:
        for path in sorted((settings.BASE_DIR / source).rglob("*")):
            if path.suffix in SUFFIXES:
                status = path.stat()
                checksum.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return checksum.hexdigest()


def fill_search(stamp: Path | None, migrated: bool) -> None:
    """Rebuilds the search, unless `stamp` says that this was done since anything changed."""
    now = state()
    if stamp and not migrated and stamp.exists() and stamp.read_text() == now:
        return
    if run("Filling the search", "rebuild_search") and stamp:
        stamp.write_text(now)


@contextmanager
def quickly() -> Iterator[None]:
    """Makes garbage collection rare: with so many objects, it takes a fifth of the time.

    Also disables DEBUG, with which Django records every query: a twentieth.
    """
    before, is_debug = gc.get_threshold(), settings.DEBUG
    gc.set_threshold(100_000, 50, 100)
    settings.DEBUG = False
    try:
        yield
    finally:
        gc.set_threshold(*before)
        settings.DEBUG = is_debug


@contextmanager
def meanwhile(*targets: str) -> Iterator[None]:
    """Runs `make` with `targets` in parallel with the body, and waits for it."""
    with subprocess.Popen(["make", *targets], cwd=settings.BASE_DIR) as process:
        yield
    if process.returncode:
        sys.exit(f"make {' '.join(targets)} failed, see above.")


def prepare(stamp: Path | None = None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    with quickly():
        with meanwhile(*(["dictionaries"] if missing_dictionaries() else []), "fonts"):
            migrated = migrate()
        run("Loading the demo content", "load_demo")
        fill_search(stamp, migrated)
        run("Demo logins", "demo_logins")
        update_port()


if __name__ == "__main__":
    prepare()
