"""The demonstration with its practices as `make run` loads it: once for a whole run of tests, then served."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.processes import serving

ADDRESS = "http://demo.example"  # of the site in the database, wherever it is served: search engines are told this
SETTINGS = "cms.settings.test"
STEPS = (["tools/prepare.py"], ["manage.py", "collectstatic", "--noinput", "--verbosity=0"])


def environment(folder: Path, database: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": str(settings.BASE_DIR),
        "SITE_URL": ADDRESS,
        "STATIC_ROOT": str(folder / "static"),
    }


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `db.sqlite3` and `static/`. Whichever process of the run comes first fills it for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "filled").exists():
            variables = {**os.environ, **environment(folder, folder / "db.sqlite3")}
            for step in STEPS:
                done = subprocess.run(
                    [sys.executable, *step], cwd=settings.BASE_DIR, env=variables, capture_output=True, text=True
                )
                assert done.returncode == 0, done.stderr
            (folder / "filled").touch()
    return folder


@contextmanager
def served(files: Path, folder: Path) -> Iterator[str]:
    """The address of the demonstration, on a copy of its database in `folder`."""
    database = folder / "db.sqlite3"
    shutil.copy(files / "db.sqlite3", database)
    with serving(folder / "log", **environment(files, database)) as url:
        yield url


@pytest.fixture(scope="session")
def demo_site(demo_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration that is only read."""
    with served(demo_files, tmp_path_factory.mktemp("read")) as url:
        yield url


@pytest.fixture(scope="module")
def own_demo_site(demo_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration that the tests of one module may change."""
    with served(demo_files, tmp_path_factory.mktemp("written")) as url:
        yield url
