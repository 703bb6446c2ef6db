"""The engines that have to pass this suite.

A further engine is one more entry of `ENGINES`: a function that gives an engine, and a step that brings it up to date
with what has been saved in the test (nothing to do for an engine that reads the entries themselves).
"""

from collections.abc import Callable

import pytest

from search.engines.base import Searcher
from search.engines.database.engine import DatabaseEngine
from search.engines.elasticsearch.connection import connect
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.feeder import catch_up
from tests.contract.asking import Asking
from tests.elasticsearch.server import remove_indices, server_url

Engine = tuple[Searcher, Callable[[], object]]


def database() -> Engine:
    return DatabaseEngine(), lambda: None


def elasticsearch() -> Engine:
    client = connect(server_url(), timeout=30)
    remove_indices()
    return ElasticsearchEngine(client), lambda: catch_up(client)


ENGINES: dict[str, Callable[[], Engine]] = {"database": database, "elasticsearch": elasticsearch}
MARKS = {"elasticsearch": pytest.mark.elasticsearch}


@pytest.fixture(params=[pytest.param(name, marks=MARKS.get(name, ())) for name in ENGINES])
def ask(request: pytest.FixtureRequest, db: None) -> Asking:
    return Asking(*ENGINES[request.param]())
