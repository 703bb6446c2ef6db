"""Two workers run at the same time, as during an upgrade: each reminder is sent once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from practices.models import Reminder
from practices.review.reminding import AGAIN, _once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def after_reading(act: Callable[[], Any]) -> AbstractContextManager[None]:
    """`act` runs once the worker has asked what was sent, before it notes anything."""
    waiting = [act]

    def run(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        found = execute(sql, *args)
        if waiting and sql.startswith("SELECT"):
            waiting.pop()()
        return found

    return connection.execute_wrapper(run)


@pytest.mark.parametrize("was_sent", [False, True])
def test_once_by_two_workers(was_sent: bool) -> None:
    sent: list[str] = []
    if was_sent:
        Reminder.objects.create(about="it", sent_at=timezone.now() - 2 * AGAIN)
    other = lambda: _once("it", AGAIN, lambda: sent.append("other"))  # noqa: E731
    with after_reading(other):
        _once("it", AGAIN, lambda: sent.append("this"))
    assert sent == ["other"]
    Reminder.objects.update(sent_at=timezone.now() - AGAIN - timedelta(hours=1))
    _once("it", AGAIN, lambda: sent.append("this"))
    assert sent == ["other", "this"]
