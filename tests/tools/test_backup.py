"""A backup is restored as it was, also after an upgrade has changed the schema, or nothing is restored at all."""

import hashlib
import io
import json
import os
import runpy
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests import databases

Contents = dict[str, list[str]]  # rows by table


class Site:
    """A database and a folder of uploads, and the commands that work on them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.database = databases.name_in(folder, f"backup_{name}")
        self.media = folder / f"{name}-media"

    def run(self, tool: str, path: Path) -> subprocess.CompletedProcess[str]:
        """The tool as if it were a process of its own, whose start would take longer than all that it does."""
        main, output, errors = runpy.run_path(str(settings.BASE_DIR / tool))["main"], StringIO(), StringIO()
        umask, code = os.umask(0o022), 0
        with (
            databases.default_database(self.database),
            override_settings(MEDIA_ROOT=self.media),
            redirect_stdout(output),
            redirect_stderr(errors),
        ):
            try:
                main(path)
            except SystemExit as exit:
                code = 1
                errors.write(str(exit))
            except sqlite3.DatabaseError:
                code = 1
                errors.write(traceback.format_exc())
            finally:
                os.umask(umask)
        return subprocess.CompletedProcess([tool, path], code, output.getvalue(), errors.getvalue())

    def run_alone(self, tool: str, path: Path, **more: str) -> subprocess.CompletedProcess[str]:
        """The tool in a process of its own."""
        variables = {
            "DATABASE_URL": databases.url_of(self.database),
            "MEDIA_ROOT": str(self.media),
            "DJANGO_SETTINGS_MODULE": "tests.tools.backup_settings",
            "PYTHONPATH": str(settings.BASE_DIR),
            **more,
        }
        return subprocess.run(
            [sys.executable, tool, path], cwd=settings.BASE_DIR, env={**os.environ, **variables}, text=True,
            capture_output=True,
        )  # fmt: skip

    def migrate(self, *to: str) -> None:
        with databases.default_database(self.database):
            call_command("migrate", *to, verbosity=0)

    def contents(self) -> Contents:
        """Every row of every table, as text."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.database)) as database:
                names = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                return {
                    name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))
                    for (name,) in database.execute(names).fetchall()
                }
        with psycopg.connect(databases.url_of(self.database)) as database:
            names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            return {
                name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))
                for (name,) in database.execute(names).fetchall()
            }

    def execute(self, sql: str) -> None:
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.database)) as database:
                database.execute(sql)
                database.commit()
        else:
            with psycopg.connect(databases.url_of(self.database)) as database:
                database.execute(sql)

    def is_empty(self) -> bool:
        has_database = connection.vendor != "sqlite" or Path(self.database).exists()
        return not (has_database and self.contents()) and not (self.media.exists() and any(self.media.iterdir()))


@pytest.fixture(scope="module")
def make_site(
    site_database: str, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker
) -> Iterator[Callable[[bool], Site]]:
    """`make_site(True)`: a site with pages and uploads; `make_site(False)`: an empty database."""
    made: list[Site] = []

    def make(filled: bool) -> Site:
        site = Site(tmp_path_factory.mktemp("site"), f"{len(made)}{databases.WORKER}")
        databases.copy(site_database if filled else "", site.database)
        made.append(site)
        for name, content in {"images/ž.jpg": b"picture", "documents/plan.pdf": b"plan" * 100_000}.items():
            if filled:
                path = site.media / name
                path.parent.mkdir(parents=True)
                path.write_bytes(content)
                path.chmod(0o644)
        return site

    with django_db_blocker.unblock():
        yield make
        for site in made:
            databases.remove(site.database)


@pytest.fixture(scope="module")
def site(make_site: Callable[[bool], Site]) -> Site:
    """Nothing may be changed in it."""
    return make_site(True)


@pytest.fixture
def empty(make_site: Callable[[bool], Site]) -> Site:
    return make_site(False)


@pytest.fixture(scope="module")
def backup_of_site(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backup") / "backup.tar"
    done = site.run("tools/backup", path)
    assert done.returncode == 0, done.stderr
    assert "2 uploads" in done.stdout
    return path


@pytest.fixture
def archive(backup_of_site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(backup_of_site, tmp_path))


def rewritten(archive: Path, change: Callable[[tarfile.TarInfo, bytes], bytes | None]) -> Path:
    """A copy of the archive in which `change` has replaced the content of members; None leaves one out."""
    copy = archive.with_name("changed.tar")
    with tarfile.open(archive) as source, tarfile.open(copy, "w") as target:
        for member in source:
            file = source.extractfile(member)
            content = change(member, file.read() if file else b"")
            if content is not None:
                member.size = len(content)
                target.addfile(member, io.BytesIO(content))
    return copy


def with_member(archive: Path, member: tarfile.TarInfo, content: bytes = b"") -> Path:
    copy = archive.with_name("changed.tar")
    shutil.copy(archive, copy)
    member.size = len(content)
    with tarfile.open(copy, "a") as target:
        target.addfile(member, io.BytesIO(content))
    return copy


@pytest.mark.once
def test_it_is_restored_across_a_change_of_the_schema(
    make_site: Callable[[bool], Site], empty: Site, tmp_path: Path
) -> None:
    site = make_site(True)
    site.migrate("recipe", "zero")  # the version before
    before, archive = site.contents(), tmp_path / "backup.tar"
    assert "recipe_eventpage" not in before
    assert site.run("tools/backup", archive).returncode == 0
    assert archive.stat().st_mode & 0o777 == 0o600
    # The upgrade, and what happens after it.
    site.migrate()
    site.execute("ALTER TABLE wagtailcore_page RENAME COLUMN title TO heading")
    site.execute("UPDATE base_user SET username = 'renamed' WHERE username = 'admin'")
    (site.media / "images/ž.jpg").unlink()
    assert "recipe_eventpage" in site.contents()

    done = empty.run("tools/restore", archive)
    assert done.returncode == 0, done.stderr
    assert empty.contents() == before
    assert (empty.media / "images/ž.jpg").read_bytes() == b"picture"
    assert (empty.media / "images/ž.jpg").stat().st_mode & 0o777 == 0o644
    assert sorted(path.name for path in empty.media.iterdir()) == ["documents", "images"]
    assert "Now run: python manage.py migrate" in done.stdout
    empty.migrate()
    assert "recipe_eventpage" in empty.contents()


@pytest.mark.once
@pytest.mark.sample(0)
def test_a_database_or_folder_that_is_not_empty_is_refused(archive: Path, site: Site, empty: Site) -> None:
    before = site.contents()
    done = site.run("tools/restore", archive)
    assert done.returncode
    assert "is not empty" in done.stderr
    assert ("createdb" in done.stderr) or ("mv " in done.stderr)
    assert site.contents() == before
    empty.media.mkdir()
    (empty.media / "photo.jpg").write_bytes(b"")
    done = empty.run("tools/restore", archive)
    assert done.returncode
    assert "is not empty" in done.stderr
    (empty.media / "photo.jpg").unlink()
    assert empty.is_empty()


DAMAGE: dict[str, Callable[[tarfile.TarInfo, bytes], bytes | None]] = {
    "an upload was changed": lambda member, data: b"PICTURE" if "images" in member.name else data,
    "an upload is missing": lambda member, data: None if "images" in member.name else data,
    "the database was changed": lambda member, data: data[:-1] + b"x" if member.name.startswith("database") else data,
    "the manifest is missing": lambda member, data: None if member.name == "manifest.json" else data,
}


@pytest.mark.once
@pytest.mark.sample(1)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_backup_changes_nothing(archive: Path, empty: Site, damage: str) -> None:
    done = empty.run("tools/restore", rewritten(archive, DAMAGE[damage]))
    assert done.returncode
    assert "damaged" in done.stderr or "cannot be read" in done.stderr
    assert empty.is_empty()


@pytest.mark.once
@pytest.mark.sample(0)
def test_half_a_backup_changes_nothing(archive: Path, empty: Site) -> None:
    half = archive.with_name("half.tar")
    half.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    done = empty.run("tools/restore", half)
    assert done.returncode
    assert "cannot be read" in done.stderr
    assert empty.is_empty()


@pytest.mark.once
def test_a_database_that_fails_halfway_is_not_restored_at_all(archive: Path, empty: Site) -> None:
    """Its checksum is right: it was written like that."""
    broken: dict[str, bytes] = {}

    def change(member: tarfile.TarInfo, data: bytes) -> bytes:
        if member.name.startswith("database"):
            broken[member.name] = data[: len(data) * 3 // 4]
            return broken[member.name]
        if member.name == "manifest.json":
            manifest = json.loads(data)
            manifest["files"] |= {name: hashlib.sha256(part).hexdigest() for name, part in broken.items()}
            return json.dumps(manifest).encode()
        return data

    done = empty.run("tools/restore", rewritten(archive, change))
    assert done.returncode
    assert empty.is_empty()


@pytest.mark.once
@pytest.mark.sample(0)
def test_rows_that_are_missing_are_noticed(archive: Path, empty: Site) -> None:
    def change(member: tarfile.TarInfo, data: bytes) -> bytes:
        if member.name != "manifest.json":
            return data
        manifest = json.loads(data)
        (name,) = (table for table in manifest["rows"] if table.endswith("base_user"))
        manifest["rows"][name] += 1
        return json.dumps(manifest).encode()

    done = empty.run("tools/restore", rewritten(archive, change))
    assert done.returncode
    assert "base_user" in done.stderr


@pytest.mark.once
@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["../escaped", "/tmp/escaped-from-a-backup", "media/../../escaped"])
def test_nothing_is_written_outside(archive: Path, empty: Site, name: str) -> None:
    done = empty.run("tools/restore", with_member(archive, tarfile.TarInfo(name), b"escaped"))
    assert done.returncode
    assert not list(empty.media.parent.rglob("escaped*"))
    assert not Path("/tmp/escaped-from-a-backup").exists()
    assert empty.is_empty()


@pytest.mark.once
@pytest.mark.sample(1)
@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_nothing_but_files_is_unpacked(archive: Path, empty: Site, kind: bytes) -> None:
    member = tarfile.TarInfo("media/link")
    member.type, member.linkname = kind, "/etc/passwd"
    done = empty.run("tools/restore", with_member(archive, member))
    assert done.returncode
    assert "is not a file" in done.stderr
    assert empty.is_empty()


@pytest.mark.once
@pytest.mark.sample(0)
def test_a_backup_is_not_put_among_the_uploads_nor_over_another(archive: Path, site: Site) -> None:
    assert "public" in site.run("tools/backup", site.media / "backup.tar").stderr
    content = archive.read_bytes()
    assert "already there" in site.run("tools/backup", archive).stderr
    assert archive.read_bytes() == content


@pytest.mark.sample(1)
@pytest.mark.parametrize("ascii_command", ["tools/backup", "tools/restore"])
def test_all_is_restored_whatever_the_locale(site: Site, empty: Site, tmp_path: Path, ascii_command: str) -> None:
    """In one of both: if neither could read the names, they would agree. Without an upgrade, nothing is to migrate."""
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for place, command in ((site, "tools/backup"), (empty, "tools/restore")):
        done = place.run_alone(command, tmp_path / "backup.tar", **ascii_only if command == ascii_command else {})
        assert done.returncode == 0, done.stderr
    assert (empty.media / "images" / "ž.jpg").read_bytes() == b"picture"
    assert "migrate" not in done.stdout
    assert empty.contents() == site.contents()
