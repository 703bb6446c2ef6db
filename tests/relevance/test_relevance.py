"""The search finds what educators mean: a hundred judged queries in five languages, run as the search page does."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

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
from tests.relevance.measure import (
    FIRST,
    LANGUAGES,
    REQUIRED,
    JudgedSearch,
    judgements,
    mean_ndcg,
    report,
    share_of_required,
)


def database(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to start."""


def elasticsearch(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ELASTICSEARCH_URL = server_url()
    monkeypatch.setattr(fallback, "SEARCH_TIMEOUT", SECONDS)  # a busy machine must not fall back to the database
    remove_indices()
    catch_up(connect(server_url(), SECONDS))


# For each engine: how to start it, the minimum nDCG, and the minimum share of required hits among the first ones.
ENGINES: dict[str, tuple[Callable[[Any, pytest.MonkeyPatch], None], float, float]] = {
    "database": (database, 0.88, 0.85),
    "elasticsearch": (elasticsearch, 0.9, 0.85),
}
MARKS = {"elasticsearch": pytest.mark.elasticsearch}


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", [pytest.param(name, marks=MARKS.get(name, ())) for name in ENGINES])
def test_relevance(name: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    start, min_ndcg, min_share = ENGINES[name]
    start(settings, monkeypatch)
    searches = run_judged_searches(name)
    print(report(name, searches))  # pytest shows it when the test fails, or with -s
    assert mean_ndcg(searches) >= min_ndcg
    assert share_of_required(searches) >= min_share


def run_judged_searches(name: str) -> list[JudgedSearch]:
    """Runs every judged query on the current engine, which has to be the one called `name`."""
    names = {seed_key("practice", record["id"]): record["id"] for record in practice_records()}
    return [JudgedSearch(code, text, grades, _found(name, code, text, names)) for code, text, grades in judgements()]


def _found(engine: str, language: str, text: str, names: dict[UUID, str]) -> list[str]:
    results = answer(Query(text=text, language=language), [], ["practice"])
    assert results.engine == engine, "another engine answered"
    return [names[hit.key] for hit in results.hits]


@pytest.mark.once
def test_judgements_can_be_met() -> None:
    """Only existing practices are judged, and never more are required than fit in the first places."""
    known = {record["id"] for record in practice_records()}
    judged = judgements()
    assert {code: sum(language == code for language, _, _ in judged) for code in LANGUAGES} == dict.fromkeys(
        LANGUAGES, 20
    )
    for language, text, grades in judged:
        assert set(grades) <= known, (language, text)
        assert set(grades.values()) <= {1, REQUIRED}, (language, text)
        assert 1 <= list(grades.values()).count(REQUIRED) <= FIRST, (language, text)
