"""The search finds what educators mean: a hundred judged queries in five languages, asked as the search page does."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from cms.base.translation.seeding import seed_key
from home.demo.load import load_demo
from practices.demo.load import practice_records
from search import engines
from search.answering.answer import answer
from search.engines.elasticsearch.connection import connect
from search.engines.elasticsearch.feeder import catch_up
from search.query.query import Query
from tests.elasticsearch.server import remove_indices, server_url
from tests.relevance.measure import FIRST, LANGUAGES, MUST, Answered, judgements, mean_ndcg, report, share_found


def database(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to start."""


def elasticsearch(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ELASTICSEARCH_URL = server_url()
    engines.current_engine.cache_clear()  # loading the practices has asked for one already
    monkeypatch.setattr(engines, "SEARCH_TIMEOUT", 30.0)  # a busy machine shall not hand over to the database
    remove_indices()
    catch_up(connect(server_url(), timeout=30))


# Of each engine: how it is started, the least nDCG, and the least share of musts among the first hits.
ENGINES: dict[str, tuple[Callable[[Any, pytest.MonkeyPatch], None], float, float]] = {
    "database": (database, 0.88, 0.85),
    "elasticsearch": (elasticsearch, 0.9, 0.85),
}
MARKS = {"elasticsearch": pytest.mark.elasticsearch}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [pytest.param(name, marks=MARKS.get(name, ())) for name in ENGINES])
def test_relevance(
    name: str, settings: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    start, least_ndcg, least_share = ENGINES[name]
    with django_capture_on_commit_callbacks(execute=True):  # translations are published on commit
        load_demo(lambda text: None)
    start(settings, monkeypatch)
    answers = ask_all(name)
    print(report(name, answers))  # pytest shows it when the test fails, or with -s
    assert mean_ndcg(answers) >= least_ndcg
    assert share_found(answers) >= least_share


def ask_all(name: str) -> list[Answered]:
    """Every judged query, asked of the current engine, which has to be the one of this `name`."""
    names = {seed_key("practice", record["id"]): record["id"] for record in practice_records()}
    return [Answered(code, text, grades, _found(name, code, text, names)) for code, text, grades in judgements()]


def _found(engine: str, language: str, text: str, names: dict[UUID, str]) -> list[str]:
    results = answer(Query(text=text, language=language), [], ["practice"])
    assert results.engine == engine, "another engine answered"
    return [names[hit.key] for hit in results.hits]


@pytest.mark.once
def test_judgements_can_be_met() -> None:
    """Of existing practices only, and never more musts than there are first places."""
    known = {record["id"] for record in practice_records()}
    judged = judgements()
    assert {code: sum(language == code for language, _, _ in judged) for code in LANGUAGES} == dict.fromkeys(
        LANGUAGES, 20
    )
    for language, text, grades in judged:
        assert set(grades) <= known, (language, text)
        assert set(grades.values()) <= {1, MUST}, (language, text)
        assert 1 <= list(grades.values()).count(MUST) <= FIRST, (language, text)
