"""The engines that have to pass this suite.

A new engine is one more entry in `ENGINES`: a function that returns the engine and a step that brings it up to date
with what the test has saved (a no-op for an engine that reads the entries directly).
"""

from collections.abc import Callable

import pytest

from search.engines.base import Searcher
from search.engines.database.engine import DatabaseEngine
from search.engines.elasticsearch.connection import connect
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.feeder import catch_up
from tests.contract.asking import SearchClient
from tests.elasticsearch.server import remove_indices, server_url
from tests.processes import SECONDS

Engine = tuple[Searcher, Callable[[], object]]


def database() -> Engine:
    return DatabaseEngine(), lambda: None


def elasticsearch() -> Engine:
    client = connect(server_url(), SECONDS)
    remove_indices()
    return ElasticsearchEngine(client), lambda: catch_up(client)


ENGINES: dict[str, Callable[[], Engine]] = {"database": database, "elasticsearch": elasticsearch}
MARKS = {"elasticsearch": pytest.mark.elasticsearch}


@pytest.fixture(params=[pytest.param(name, marks=MARKS.get(name, ())) for name in ENGINES])
def search(request: pytest.FixtureRequest, db: None) -> SearchClient:
    return SearchClient(*ENGINES[request.param]())
