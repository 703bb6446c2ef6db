"""The site being backed up or restored: its settings, and the version of the code."""

import os
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import django

from tools.services.common import ROOT


def set_up() -> None:
    if sys.getfilesystemencoding() != "utf-8":  # LC_ALL=C without UTF-8 mode: some file names could not be written
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.argv])  # noqa: S606 - the same command
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()


def database() -> Any:
    from django.conf import settings

    from tools.backups import postgres, sqlite

    values = settings.DATABASES["default"]
    module: ModuleType = sqlite if "sqlite3" in values["ENGINE"] else postgres
    return module.Database(values)


def media() -> Path:
    from django.conf import settings

    return Path(settings.MEDIA_ROOT)


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def unknown_migrations(applied: list[list[str]]) -> list[str]:
    """Migrations in a backup that this version of the code lacks, because it is older or has squashed them."""
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    apps = {app for app, _ in known}
    return [f"{app}.{name}" for app, name in applied if app in apps and (app, name) not in known]


def needs_migration() -> bool:
    from django.core.management import call_command

    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        return True
    return False
