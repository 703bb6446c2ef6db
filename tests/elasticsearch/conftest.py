"""The site's engine on the real server, behind a proxy that can fail on demand."""

from collections.abc import Iterator
from typing import Any

import pytest

from search.engines.current import current_engine
from search.engines.elasticsearch import fallback
from search.engines.elasticsearch.fallback import FallbackEngine
from tests.elasticsearch.server import FaultyProxy, faulty_proxy, remove_indices, server_url
from tests.processes import SECONDS


@pytest.fixture
def proxy() -> Iterator[FaultyProxy]:
    remove_indices()
    with faulty_proxy(server_url()) as server:
        yield server


@pytest.fixture
def engine(proxy: FaultyProxy, settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> FallbackEngine:
    """The site's engine, with all requests going through `proxy`. Its feeder runs only when told to."""
    monkeypatch.setattr(fallback, "SEARCH_TIMEOUT", SECONDS)  # a busy machine must not fall back to the database
    settings.ELASTICSEARCH_URL = proxy.url
    current_engine.cache_clear()
    engine = current_engine()
    assert isinstance(engine, FallbackEngine)
    engine.feeder.wake = lambda: None  # type: ignore[method-assign]  # a thread would not see this test's transaction
    return engine
