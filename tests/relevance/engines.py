"""The search engines that judged queries are run on, and how to start each for a test."""

from collections.abc import Callable
from typing import Any

import pytest

from cms.base.translation.seeding import seed_key
from practices.demo.load import practice_records
from search.answering.answer import answer
from search.engines.elasticsearch import fallback
from search.engines.elasticsearch.connection import connect
from search.engines.elasticsearch.feeder import catch_up
from search.query.query import Query
from tests.elasticsearch.server import remove_indices, server_url
from tests.processes import SECONDS


def _database(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to start."""


def _elasticsearch(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ELASTICSEARCH_URL = server_url()
    monkeypatch.setattr(fallback, "SEARCH_TIMEOUT", SECONDS)  # a busy machine must not fall back to the database
    remove_indices()
    catch_up(connect(server_url(), SECONDS))


START: dict[str, Callable[[Any, pytest.MonkeyPatch], None]] = {
    "database": _database,
    "elasticsearch": _elasticsearch,
}
MARKS = {"elasticsearch": pytest.mark.elasticsearch}
EACH_ENGINE = pytest.mark.parametrize("name", [pytest.param(name, marks=MARKS.get(name, ())) for name in START])


def searcher(engine: str) -> Callable[[str, str], tuple[list[str], str]]:
    """Searches practices on the current engine, which has to be the one called `engine`.

    What it returns takes a language and a text, and gives the ids of the records in the order in which a reader sees
    them, and the text that the query was corrected to ("" if it was not).
    """
    names = {seed_key("practice", record["id"]): record["id"] for record in practice_records()}

    def search(language: str, text: str) -> tuple[list[str], str]:
        results = answer(Query(text=text, language=language), [], ["practice"])
        assert results.engine == engine, "another engine answered"
        return [names[hit.key] for hit in (*results.hits, *results.more)], results.corrected_to

    return search
