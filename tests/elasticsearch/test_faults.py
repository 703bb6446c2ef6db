"""Whatever Elasticsearch does, searches are answered rightly and nothing is lost."""

from time import monotonic
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import index
from search.engines.elasticsearch.fallback import FallbackEngine
from search.engines.elasticsearch.index import alias_name, remove_outdated, send
from search.models import SearchEntry
from search.query.query import Query
from search.query.results import Results
from tests.elasticsearch.server import FaultyProxy, server_url
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
FACETS = ["country", "method"]
PATIENCE = 2.0  # seconds within which the first search after a failure is answered


def find(engine: FallbackEngine, text: str = "") -> Results:
    return engine.search(Query(text=text), FACETS, ["practice"])


def in_step(engine: FallbackEngine) -> FallbackEngine:
    assert engine.feeder.try_once()
    return engine


def test_answers_from_elasticsearch_once_it_is_in_step(engine: FallbackEngine) -> None:
    make_practice(title="Sewing circle")
    assert find(engine, "sewing").engine == "database"  # there is no index yet
    in_step(engine)
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("elasticsearch", 1)
    assert found.counts["country"] == {"lt": 1}


def test_what_was_just_saved_is_found_at_once(engine: FallbackEngine) -> None:
    in_step(engine)
    make_practice(title="Sewing circle")
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("database", 1)
    in_step(engine)
    assert find(engine, "sewing").engine == "elasticsearch"


@pytest.mark.parametrize("behaviour", ["hang", "refuse", "slow"])
def test_a_failing_server_costs_one_wait_and_no_answer(
    engine: FallbackEngine, proxy: FaultyProxy, behaviour: str
) -> None:
    make_practice(title="Sewing circle")
    in_step(engine)
    proxy.behaviour = behaviour
    started = monotonic()
    first = find(engine, "sewing")
    assert (first.engine, first.total) == ("database", 1)
    assert monotonic() - started < PATIENCE
    asked = proxy.requests
    assert find(engine, "sewing").total == 1
    assert proxy.requests == asked  # nobody else waits
    make_practice(title="Sewing club")
    assert find(engine, "sewing").total == 2
    proxy.behaviour = "hand on"
    in_step(engine)
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("elasticsearch", 2)


def test_a_probe_that_fails_keeps_readers_away(engine: FallbackEngine, proxy: FaultyProxy) -> None:
    in_step(engine)
    proxy.behaviour = "refuse"
    assert find(engine).engine == "database"
    assert not engine.feeder.try_once()
    assert engine.breaker.is_open


def test_a_disk_that_is_full_loses_nothing(engine: FallbackEngine) -> None:
    in_step(engine)
    server = Elasticsearch(server_url())
    block = {"index.blocks.read_only_allow_delete": True}
    server.indices.put_settings(index=alias_name(), settings=block)
    make_practice(title="Sewing circle")
    assert not engine.feeder.try_once()
    assert find(engine, "sewing").total == 1
    server.indices.put_settings(index=alias_name(), settings={"index.blocks.read_only_allow_delete": None})
    in_step(engine)
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("elasticsearch", 1)


def test_a_server_that_has_lost_its_index_gets_it_back(engine: FallbackEngine) -> None:
    make_practice(title="Sewing circle")
    in_step(engine)
    server = Elasticsearch(server_url())
    for name in server.indices.get(index=f"{alias_name()}-*"):
        server.indices.delete(index=name)
    assert find(engine, "sewing").engine == "database"
    in_step(engine)
    assert find(engine, "sewing").engine == "elasticsearch"


def test_a_query_that_is_refused_does_not_switch_the_server_off(engine: FallbackEngine) -> None:
    in_step(engine)
    strange = Query(text="x", filters={"country": tuple(f"c{n}" for n in range(70_000))})
    assert engine.search(strange, FACETS).total == 0
    assert find(engine).engine == "elasticsearch"


def test_a_site_without_pages_is_in_step(engine: FallbackEngine) -> None:
    SearchEntry.objects.all().delete()
    in_step(engine)
    found = find(engine)
    assert (found.engine, found.total) == ("elasticsearch", 0)
    make_practice(title="Sewing circle")
    assert find(in_step(engine), "sewing").engine == "elasticsearch"


def test_whatever_fails_is_tried_again(engine: FallbackEngine) -> None:
    def fail() -> None:
        raise RuntimeError("never thought of")

    probe, engine.feeder.probe = engine.feeder.probe, fail
    assert not engine.feeder.try_once()
    assert find(engine).engine == "database"
    engine.feeder.probe = probe
    in_step(engine)
    assert find(engine).engine == "elasticsearch"


def test_after_a_restored_backup_one_process_fills_the_new_index(
    engine: FallbackEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_practice(title="Sewing circle")
    in_step(engine)
    server = Elasticsearch(server_url())
    send(server, alias_name(), index._checkpoint(10**9))  # of a database that was newer
    new = f"{alias_name()}-2"
    index.create_index(server, new, aliases={f"{new}-filling": {}})  # another process has begun
    assert not engine.feeder.try_once()
    assert find(engine, "sewing").engine == "database"
    assert server.indices.exists(index=new)
    monkeypatch.setattr(index, "ABANDONED_AFTER", -1)  # it was killed
    in_step(engine)
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("elasticsearch", 1)
    assert list(server.indices.get_alias(index=f"{alias_name()}-*")) == [new]
    assert server.indices.get_alias(index=new)[new]["aliases"] == {alias_name(): {}}


def test_what_another_site_has_on_the_same_server_is_its_own(engine: FallbackEngine, settings: Any) -> None:
    in_step(engine)
    server = Elasticsearch(server_url())
    outdated, foreign = (f"{settings.ELASTICSEARCH_INDEX}-{name}-1" for name in ("0123456789", "staging-0123456789"))
    for name in (outdated, foreign):
        server.indices.create(index=name)
    assert remove_outdated(server) == [outdated]
    assert server.indices.exists(index=foreign)
    assert find(engine).engine == "elasticsearch"
