"""PostgreSQL, through its own clients. Dumps include the schema, so that newer code can restore old ones."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

FILE = "database.dump"
TABLES = """
SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""
HOW_TO_EMPTY = """Stop the site, give the database another name and make an empty one:
    psql --dbname=postgres --command='ALTER DATABASE "{name}" RENAME TO "{name}_before"'
    createdb {name}"""


def program(name: str, version: int) -> str:
    """A PostgreSQL client, in the server's version if Debian has several: older ones may not accept newer dumps."""
    debian = Path(f"/usr/lib/postgresql/{version}/bin/{name}")
    if found := str(debian) if debian.exists() else shutil.which(name):
        return found
    sys.exit(f"{name} is missing: install PostgreSQL's client programs, of the server's version (postgresql-client).")


class Database:
    file, how_to_empty = FILE, HOW_TO_EMPTY

    def __init__(self, settings: dict[str, Any]) -> None:
        self.name = settings["NAME"]
        names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
        self.variables = {variable: str(settings[key]) for key, variable in names.items() if settings.get(key)}
        if mode := settings.get("OPTIONS", {}).get("sslmode"):
            self.variables["PGSSLMODE"] = mode

    def _run(self, name: str, *arguments: str) -> None:
        """Passes the password in the environment, because others can read arguments."""
        with self._connected() as connection:
            version = connection.info.server_version // 10_000
        done = subprocess.run(
            [program(name, version), *arguments],
            env={**os.environ, **self.variables},
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            sys.exit(f"{name} failed:\n{done.stderr}")

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password",
                 "PGDATABASE": "dbname", "PGSSLMODE": "sslmode"}  # fmt: skip
        with psycopg.connect(**{names[key]: value for key, value in self.variables.items()}) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield connection

    def is_empty(self) -> bool:
        with self._connected() as connection:
            return connection.execute(TABLES).fetchone() is None

    def counts(self) -> dict[str, int]:
        with self._connected() as connection:
            return _counts(connection)

    def dump(self, path: Path) -> tuple[dict[str, int], list[list[str]]]:
        """Write the dump. Returns the row counts of the tables and the migrations, from the same snapshot."""
        with self._connected() as connection:
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            self._run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={path}")
            migrations = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
            return _counts(connection), [list(row) for row in migrations]

    def restore(self, path: Path) -> None:
        self._run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
                  f"--dbname={self.name}", str(path))  # fmt: skip


def _counts(connection: psycopg.Connection) -> dict[str, int]:
    tables = [name for (name,) in connection.execute(TABLES)]
    count = "SELECT count(*) FROM {}"
    return {name: connection.execute(count.format(name)).fetchone()[0] for name in tables}
