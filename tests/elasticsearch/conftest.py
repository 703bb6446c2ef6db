"""Engines on the real server, each with an index of its own."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from search.engines import current_engine
from search.engines.elasticsearch import connect
from search.engines.fallback import FallbackEngine
from tests.elasticsearch.server import Misbehaving, misbehaving, server_url


@pytest.fixture
def own_index(settings: Any) -> Iterator[str]:
    """The name of an index that no other test has; removed afterwards."""
    settings.ELASTICSEARCH_INDEX = f"test-{uuid4().hex[:12]}"
    yield settings.ELASTICSEARCH_INDEX
    client = connect(server_url(), 30)
    names = client.indices.get(index=f"{settings.ELASTICSEARCH_INDEX}-*", ignore_unavailable=True)
    for name in names:
        client.indices.delete(index=name)


@pytest.fixture
def proxy(own_index: str) -> Iterator[Misbehaving]:
    with misbehaving(server_url()) as server:
        yield server


@pytest.fixture
def engine(proxy: Misbehaving, settings: Any, db: None) -> FallbackEngine:
    """The site's engine, whose every request goes through `proxy`. Its feeder works only when it is told to."""
    settings.ELASTICSEARCH_URL = proxy.url
    current_engine.cache_clear()
    engine = current_engine()
    assert isinstance(engine, FallbackEngine)
    engine.feeder.wake = lambda: None  # type: ignore[method-assign]  # a thread would not see this test's transaction
    return engine
