"""The site's engine on the real server, behind a proxy that can fail on demand."""

from collections.abc import Iterator
from typing import Any

import pytest

from search.engines.elasticsearch.fallback import FallbackEngine
from tests.elasticsearch.engine import engine_at
from tests.elasticsearch.server import FaultyProxy, faulty_proxy, remove_indices, server_url


@pytest.fixture
def proxy() -> Iterator[FaultyProxy]:
    remove_indices()
    with faulty_proxy(server_url()) as server:
        yield server


@pytest.fixture
def engine(proxy: FaultyProxy, settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> FallbackEngine:
    """The site's engine, with all requests going through `proxy`."""
    return engine_at(proxy.url, settings, monkeypatch)
