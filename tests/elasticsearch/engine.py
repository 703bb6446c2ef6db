"""The site's engine with a server at a URL of the test's."""

from typing import Any

import pytest

from search.engines.current import current_engine
from search.engines.elasticsearch import fallback
from search.engines.elasticsearch.fallback import FallbackEngine
from tests.processes import SECONDS


def engine_at(url: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> FallbackEngine:
    """Its feeder runs only when told to."""
    monkeypatch.setattr(fallback, "SEARCH_TIMEOUT", SECONDS)  # a busy machine must not fall back to the database
    settings.ELASTICSEARCH_URL = url
    current_engine.cache_clear()
    engine = current_engine()
    assert isinstance(engine, FallbackEngine)
    engine.feeder.wake = lambda: None  # type: ignore[method-assign]  # a thread would not see this test's transaction
    return engine
