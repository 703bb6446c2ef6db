"""Saves the measurements of each run for the report."""

import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

FOLDER: Path = settings.RUN_DIR / "bench"
PACKAGES = ("django", "wagtail", "elasticsearch", "pyroaring")


def save_run(name: str, rows: list[dict[str, Any]], load: float, **versions: str) -> None:
    """Saves what the module `name` measured on this database; `load` is the load average at the start."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = " ".join(["python", "-m", f"benchmarks.{name}", *sys.argv[1:]])
    run = {
        "command": f"{command} ({connection.display_name})",
        "machine": {**machine(), **versions},
        "load": [load, os.getloadavg()[0]],
        "rows": rows,
    }
    sizes = "-".join(str(row["practices"]) for row in rows)
    path = FOLDER / f"{name}-{connection.vendor}-{sizes}.json"
    path.write_text(json.dumps(run, indent=1), encoding="utf-8")


def saved_runs() -> list[dict[str, Any]]:
    """The saved runs, sorted by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]


def machine() -> dict[str, str]:
    """What the figures depend on, without anything that identifies the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "Cores": str(os.cpu_count()),
        "Memory": f"{memory:.0f} GB",
        "Python": platform.python_version(),
        **{f"{name} (package)": version(name) for name in PACKAGES},
        connection.display_name: ".".join(str(part) for part in connection.get_database_version()),
    }
