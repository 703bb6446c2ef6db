"""Production refuses to start half configured, and is safe when it does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "k3-9fJ2mQw8Zx1Lr7Tv5Yb0Nc6Hd4Gs-Pa_eUiOoRtWqXzKjMn",
    "ALLOWED_HOSTS": "www.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "SITE_URL": "https://www.example.org",
}


def manage(*arguments: str, **variables: str | None) -> subprocess.CompletedProcess[str]:
    """`manage.py` in production, with `variables` in place of good ones; None: without it."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")}
    environment = {**kept, **{name: value for name, value in {**GOOD, **variables}.items() if value is not None}}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_complete_configuration_is_safe() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("(search.I001)") == 5  # what the search has for each language, and nothing else
    assert "identified 5 issues" in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "SITE_URL"])
def test_an_incomplete_one_does_not_start(name: str) -> None:
    done = manage("check", **{name: None})
    assert done.returncode != 0
    assert name in done.stderr


@pytest.mark.parametrize("key", ["", "short", "only-for-development"])
def test_a_weak_secret_does_not_start(key: str) -> None:
    done = manage("check", SECRET_KEY=key)
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr
