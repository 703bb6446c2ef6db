"""Writes `docs/permissions.md` from the table in `tests/permissions/`: `make permissions`."""

from pathlib import Path

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from tests.permissions.actions import ACTIONS
from tests.permissions.roles import ROLES
from tests.permissions.table import TABLE

PATH = Path(__file__).parents[1] / "docs/permissions.md"
INTRODUCTION = """# Who may do what

Written by `make permissions` from the table in `tests/permissions/`, which a test tries cell by cell through the real
URLs. "The partner" is the one whose pages, pictures and documents are meant.
"""


def document() -> str:
    parts = [INTRODUCTION]
    for heading, rows in (("Open", TABLE), ("Change", ACTIONS)):
        parts.append(f"## {heading}\n")
        parts.append("| | " + " | ".join(role.label for role in ROLES) + " |")
        parts.append("|---|" + ":-:|" * len(ROLES))
        for row in rows:
            marks = ("✓" if role.key in row.who else "" for role in ROLES)
            parts.append(f"| {row.about}: {row.what} | " + " | ".join(marks) + " |")
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
