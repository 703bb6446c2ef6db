"""The site's engine on the real server, with a socket before it that can misbehave."""

from collections.abc import Iterator
from typing import Any

import pytest

from search.engines.current import current_engine
from search.engines.elasticsearch import fallback
from search.engines.elasticsearch.fallback import FallbackEngine
from tests.elasticsearch.server import Misbehaving, misbehaving, remove_indices, server_url
from tests.processes import SECONDS


@pytest.fixture
def proxy() -> Iterator[Misbehaving]:
    remove_indices()
    with misbehaving(server_url()) as server:
        yield server


@pytest.fixture
def engine(proxy: Misbehaving, settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> FallbackEngine:
    """The site's engine, whose every request goes through `proxy`. Its feeder works only when it is told to."""
    monkeypatch.setattr(fallback, "SEARCH_SECONDS", SECONDS)  # a busy machine shall not hand over to the database
    settings.ELASTICSEARCH_URL = proxy.url
    current_engine.cache_clear()
    engine = current_engine()
    assert isinstance(engine, FallbackEngine)
    engine.feeder.wake = lambda: None  # type: ignore[method-assign]  # a thread would not see this test's transaction
    return engine
