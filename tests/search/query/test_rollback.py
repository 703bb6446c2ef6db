"""What is searched before a rollback leaves nothing in the process: a dry run of an import does that."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from practices.models import Concept
from search.answering.completion import completions
from search.engines.current import current_engine
from search.facets.labels import label_cache
from search.models import SearchClock, SynonymGroup
from search.query.curation import curation_cache
from search.query.query import Query
from search.query.spelling import corrected, spelling
from tests.factories import make_practice

FACETS = ["country", "method"]


def seen() -> dict[str, Any]:
    """What a visitor gets from each of the caches."""
    now = SearchClock.now()
    found = current_engine().search(Query(), FACETS, ["practice"])
    return {
        "label": label_cache.refresh(now).concepts("country", "en")["it"],
        "synonyms": curation_cache.refresh(now).synonyms_in("en"),
        "correction": corrected("zorbign", spelling().guesses("zorbign", "en")),
        "suggestions": [one.label for one in completions("never")],
        "titles": [hit.words["en"]["title"] for hit in found.hits],
        "countries": found.counts["country"],
        "by title": current_engine().search(Query(text="zorbing"), FACETS, ["practice"]).total,
    }


def rename(label: str) -> None:
    italy = Concept.objects.get(scheme="country", slug="it")
    italy.labels["en"] = label
    italy.save()


def change_everything() -> None:
    make_practice(title="Zorbing club", countries=["it"])
    SynonymGroup.objects.create(language="en", terms="zorbing\nsphereing")
    rename("Never saved")
    assert SearchClock.now()


def roll_back(before: dict[str, Any]) -> None:
    with transaction.atomic():
        change_everything()
        inside = seen()
        assert all(inside[name] != before[name] for name in before)
        assert inside["label"] == "Never saved"
        assert inside["correction"] == "zorbing"
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_savepoint_that_is_rolled_back() -> None:
    make_practice(title="Gardening", countries=["lt"])
    before = seen()
    roll_back(before)
    assert seen() == before
    for _ in range(20):  # the clock passes the versions that were rolled back
        SearchClock.tick()
        assert seen() == before
    rename("Italia")
    assert seen() == {**before, "label": "Italia"}


@pytest.mark.django_db
def test_two_savepoints_with_the_same_versions() -> None:
    make_practice(title="Gardening", countries=["lt"])
    before = seen()
    roll_back(before)
    with transaction.atomic():
        make_practice(title="Sewing", countries=["nl"])
        make_practice(title="Cooking", countries=["es"])
        inside = seen()
    assert inside["titles"] == ["Cooking", "Sewing", "Gardening"]
    assert inside["countries"] == {"lt": 1, "nl": 1, "es": 1}
    assert (inside["label"], inside["by title"], inside["correction"]) == (before["label"], 0, "zorbign")
    assert seen() == inside


def test_a_transaction_that_is_rolled_back(committed: None) -> None:
    before, version = seen(), SearchClock.now()
    roll_back(before)
    try:
        while SearchClock.now() < version + 20:  # as others save
            SearchClock.tick()
            assert seen() == before
    finally:
        assert seen() == before


def test_others_see_only_what_is_committed(committed: None) -> None:
    before = seen()
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        change_everything()
        assert seen() != before
        assert pool.submit(_in_a_thread, seen).result() == before
        assert label_cache.get().concepts("country", "en")["it"] == "Never saved"
        assert pool.submit(_in_a_thread, _label).result() == before["label"]
        transaction.set_rollback(True)
    assert seen() == before


def _label() -> str:
    return label_cache.get().concepts("country", "en")["it"]


def _in_a_thread(read: Callable[[], Any]) -> Any:
    try:
        return read()
    finally:
        connection.close()
