"""A new site without demonstration, in a database of its own."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


def manage(*arguments: str, database: Path) -> str:
    variables = {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "SITE_URL": "https://example.org",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR, env={**os.environ, **variables}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.once
def test_a_site_begins_in_every_language_without_demo_accounts(empty_database: str, tmp_path: Path):
    database = tmp_path / "db.sqlite3"
    shutil.copy(empty_database, database)
    assert "https://example.org/en/" in manage("start_site", database=database)
    manage("start_site", database=database)  # again: nothing is added

    def count(table: str) -> int:
        with sqlite3.connect(database) as connection:
            return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    languages = len(settings.LANGUAGE_CODES)
    assert count("home_homepage") == count("practices_practiceindexpage") == count("home_newsindexpage") == languages
    assert count("wagtailcore_site") == 1
    assert count("practices_concept") > 50
    assert count("base_user") == count("practices_partnerpage") == 0
