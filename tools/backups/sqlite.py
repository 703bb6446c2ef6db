"""SQLite: a copy of the file, made by SQLite itself while the site may be writing."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

FILE = "database.sqlite3"
HOW_TO_EMPTY = """Stop the site and move the database away:
    mkdir before && mv {name}* before/"""


class Database:
    file, how_to_empty = FILE, HOW_TO_EMPTY

    def __init__(self, settings: dict[str, Any]) -> None:
        self.name = str(settings["NAME"])

    def is_empty(self) -> bool:
        path = Path(self.name)
        if not path.exists():
            return True
        with closing(sqlite3.connect(path)) as database:
            return database.execute("SELECT 1 FROM sqlite_master").fetchone() is None

    def counts(self) -> dict[str, int]:
        return _counts(Path(self.name))

    def dump(self, path: Path) -> tuple[dict[str, int], list[list[str]]]:
        """Write the copy. Returns the row counts of the tables and the migrations, from the same snapshot."""
        if self.is_empty():
            sys.exit(f"There is no database at {self.name}.")
        with closing(sqlite3.connect(self.name)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # a single file, without a journal beside it
            migrations = target.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
        return _counts(path), [list(row) for row in migrations]

    def restore(self, path: Path) -> None:
        target = Path(self.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.restoring")
        try:
            part.write_bytes(path.read_bytes())
            with closing(sqlite3.connect(part)) as database:
                (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
            if verdict != "ok":
                sys.exit(f"The database in the backup is damaged: {verdict}")
            for ending in ("-wal", "-shm"):  # of the empty database
                Path(f"{target}{ending}").unlink(missing_ok=True)
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)


def _counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as database:
        # Excludes virtual tables and their shadow tables: those of the text index belong to the search.
        tables = [row[1] for row in database.execute("PRAGMA table_list") if row[2] == "table"]
        names = sorted(name for name in tables if not name.startswith("sqlite_"))
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
