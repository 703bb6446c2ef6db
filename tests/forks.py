"""Processes beside the test that are forks of its own: Django would take seconds of CPU to start in each."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import override_settings

from tests.forgetting import begin_afresh


@contextmanager
def forked(work: Callable[[], object], log: Path, **values: Any) -> Iterator[BaseProcess]:
    """A process that does `work` with these settings, on the test's own database; killed at the end."""
    connection.close()  # or both would speak over it
    log.touch()  # a test may look for a line before the process has begun
    process = get_context("fork").Process(target=_apart, args=(work, log, values))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def _apart(work: Callable[[], object], log: Path, values: dict[str, Any]) -> None:
    with log.open("w") as output:
        for number in (1, 2):
            os.dup2(output.fileno(), number)
        sys.stdout = sys.stderr = output  # in place of pytest's
        begin_afresh()
        with override_settings(**values):
            work()
