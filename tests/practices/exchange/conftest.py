from collections.abc import Callable

import pytest
from django.test import Client

from practices.exchange.desk import actions, upload
from practices.exchange.importing import checking, running, undo


@pytest.fixture
def partner(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("partner-kpmpc")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of six rows, so that two of them are soon written."""
    for module, names in (
        (upload, ["MAX_IN_REQUEST"]),
        (actions, ["MAX_IN_REQUEST"]),
        (running, ["MAX_IN_REQUEST", "BATCH"]),
        (undo, ["BATCH"]),
        (checking, ["SLICE"]),
    ):
        for name in names:
            monkeypatch.setattr(module, name, 6)
