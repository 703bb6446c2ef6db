"""What counts as a change of what visitors see."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_first_migration_needs_no_clock(django_capture_on_commit_callbacks: Callable) -> None:
    """Its table comes with a later one."""
    with django_capture_on_commit_callbacks() as callbacks:
        MigrationRecorder(connection).record_applied("base", "9999_later")
    assert callbacks == []
