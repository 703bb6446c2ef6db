"""Fails if the worker in this container has made no progress since the last check.

A working worker sleeps and wakes up, which the kernel counts. One that hangs does neither.
"""

import re
import sys
import tempfile
from pathlib import Path

LAST = Path(tempfile.gettempdir()) / "worker-moved"


def workers() -> list[int]:
    """The process ids of `manage.py run_worker`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_text(errors="replace").split("\0")
        except OSError:  # it has ended in the meantime
            continue
        # Excludes the process that started it, whose arguments are longer.
        if words[1:2] and words[1].endswith("manage.py") and words[2:3] == ["run_worker"]:
            found.append(int(path.parent.name))
    return found


def has_moved(pid: int, last: Path) -> bool:
    """Whether the process has done anything since the last call, whose count is stored in `last`."""
    status = Path(f"/proc/{pid}/status").read_text()
    now = " ".join([str(pid), *re.findall(r"ctxt_switches:\s*(\d+)", status)])
    before = last.read_text() if last.exists() else ""
    last.write_text(now)
    return now != before


if __name__ == "__main__":
    sys.exit(not all([has_moved(pid, LAST) for pid in workers()] or [False]))
