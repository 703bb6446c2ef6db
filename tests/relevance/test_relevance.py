"""The search finds what educators mean: a hundred judged queries in five languages, run as the search page does."""

from typing import Any

import pytest

from practices.demo.load import practice_records
from tests.relevance.engines import EACH_ENGINE, START, searcher
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

# For each engine: the minimum nDCG, and the minimum share of required hits among the first ones.
MINIMUM = {"database": (0.94, 0.9), "elasticsearch": (0.93, 0.87)}


@pytest.mark.usefixtures("demo")
@EACH_ENGINE
def test_relevance(name: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    START[name](settings, monkeypatch)
    min_ndcg, min_share = MINIMUM[name]
    searches = run_judged_searches(name)
    print(report(name, searches))  # pytest shows it when the test fails, or with -s
    assert mean_ndcg(searches) >= min_ndcg
    assert share_of_required(searches) >= min_share


def run_judged_searches(name: str) -> list[JudgedSearch]:
    """Runs every judged query on the current engine, which has to be the one called `name`."""
    search = searcher(name)
    return [JudgedSearch(code, text, grades, search(code, text)[0]) for code, text, grades in judgements()]


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
