"""What a commit starts, in tests that never commit: as after a real one, nothing of it is left for the next.

Django's tests keep a list of all that was ever due, and who looks there for work to join finds only what is done.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import TestCase


@contextmanager
def _captured(execute: bool = False) -> Iterator[list[Callable[[], Any]]]:
    earlier, connection.run_on_commit = connection.run_on_commit, []
    try:
        with TestCase.captureOnCommitCallbacks(execute=execute) as due:
            yield due
    finally:
        connection.run_on_commit = earlier


@pytest.fixture
def django_capture_on_commit_callbacks(db: None) -> Callable[..., AbstractContextManager[list[Callable[[], Any]]]]:
    """Replaces that of pytest-django."""
    return _captured
