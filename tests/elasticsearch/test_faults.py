"""However Elasticsearch fails, searches return the right results and nothing is lost."""

from time import monotonic
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import index
from search.engines.elasticsearch.fallback import SEARCH_TIMEOUT, FallbackEngine
from search.engines.elasticsearch.index import alias_name, remove_outdated, send
from search.models import SearchEntry
from search.query.query import Query
from search.query.results import Results
from tests.elasticsearch.server import FaultyProxy, server_url
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
FACETS = ["country", "method"]
MAX_WAIT = 1.0  # seconds that a search may wait for a server that does not answer


def find(engine: FallbackEngine, text: str = "") -> Results:
    return engine.search(Query(text=text), FACETS, ["practice"])


def synced(engine: FallbackEngine) -> FallbackEngine:
    assert engine.feeder.try_once()
    return engine


def test_elasticsearch_answers_once_it_is_up_to_date(engine: FallbackEngine) -> None:
    make_practice(title="Sewing circle")
    assert find(engine, "sewing").engine == "database"  # there is no index yet
    synced(engine)
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("elasticsearch", 1)
    assert found.counts["country"] == {"lt": 1}


def test_changes_are_found_at_once(engine: FallbackEngine) -> None:
    synced(engine)
    make_practice(title="Sewing circle")
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("database", 1)
    synced(engine)
    assert find(engine, "sewing").engine == "elasticsearch"


@pytest.mark.parametrize("behaviour", ["hang", "refuse", "slow"])
def test_a_failing_server_costs_one_timeout_and_no_results(
    engine: FallbackEngine, proxy: FaultyProxy, behaviour: str
) -> None:
    make_practice(title="Sewing circle")
    synced(engine)
    requests, patient = proxy.requests, engine.primary.client
    assert SEARCH_TIMEOUT <= MAX_WAIT
    proxy.behaviour = behaviour
    engine.primary.client = patient.options(request_timeout=SEARCH_TIMEOUT)
    started = monotonic()
    first = find(engine, "sewing")
    assert (first.engine, first.total) == ("database", 1)
    assert monotonic() - started < proxy.seconds / 2  # a slow machine is not as slow as the server here
    assert proxy.requests == requests + 1  # later searches do not wait
    assert find(engine, "sewing").total == 1
    assert proxy.requests == requests + 1
    engine.primary.client = patient
    make_practice(title="Sewing club")
    assert find(engine, "sewing").total == 2
    proxy.behaviour = "forward"
    synced(engine)
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("elasticsearch", 2)


def test_a_failing_probe_keeps_the_breaker_open(engine: FallbackEngine, proxy: FaultyProxy) -> None:
    synced(engine)
    proxy.behaviour = "refuse"
    assert find(engine).engine == "database"
    assert not engine.feeder.try_once()
    assert engine.breaker.is_open


def test_a_full_disk_loses_nothing(engine: FallbackEngine) -> None:
    synced(engine)
    server = Elasticsearch(server_url())
    block = {"index.blocks.read_only_allow_delete": True}
    server.indices.put_settings(index=alias_name(), settings=block)
    make_practice(title="Sewing circle")
    assert not engine.feeder.try_once()
    assert find(engine, "sewing").total == 1
    server.indices.put_settings(index=alias_name(), settings={"index.blocks.read_only_allow_delete": None})
    synced(engine)
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("elasticsearch", 1)


def test_a_lost_index_is_rebuilt(engine: FallbackEngine) -> None:
    make_practice(title="Sewing circle")
    synced(engine)
    server = Elasticsearch(server_url())
    for name in server.indices.get(index=f"{alias_name()}-*"):
        server.indices.delete(index=name)
    assert find(engine, "sewing").engine == "database"
    synced(engine)
    assert find(engine, "sewing").engine == "elasticsearch"


def test_a_rejected_query_does_not_open_the_breaker(engine: FallbackEngine) -> None:
    synced(engine)
    strange = Query(text="x", filters={"country": tuple(f"c{n}" for n in range(70_000))})
    assert engine.search(strange, FACETS).total == 0
    assert find(engine).engine == "elasticsearch"


def test_a_site_without_pages_is_up_to_date(engine: FallbackEngine) -> None:
    SearchEntry.objects.all().delete()
    synced(engine)
    found = find(engine)
    assert (found.engine, found.total) == ("elasticsearch", 0)
    make_practice(title="Sewing circle")
    assert find(synced(engine), "sewing").engine == "elasticsearch"


def test_an_unexpected_error_is_retried(engine: FallbackEngine) -> None:
    def fail() -> None:
        raise RuntimeError("unexpected")

    probe, engine.feeder.probe = engine.feeder.probe, fail
    assert not engine.feeder.try_once()
    assert find(engine).engine == "database"
    engine.feeder.probe = probe
    synced(engine)
    assert find(engine).engine == "elasticsearch"


def test_after_a_restored_backup_one_process_fills_the_new_index(
    engine: FallbackEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_practice(title="Sewing circle")
    synced(engine)
    server = Elasticsearch(server_url())
    send(server, alias_name(), index._checkpoint(10**9))  # as fed by a newer database
    new = f"{alias_name()}-2"
    index.create_index(server, new, aliases={f"{new}-filling": {}})  # another process has started
    assert not engine.feeder.try_once()
    assert find(engine, "sewing").engine == "database"
    assert server.indices.exists(index=new)
    monkeypatch.setattr(index, "ABANDONED_AFTER", -1)  # it was killed
    synced(engine)
    found = find(engine, "sewing")
    assert (found.engine, found.total) == ("elasticsearch", 1)
    assert list(server.indices.get_alias(index=f"{alias_name()}-*")) == [new]
    assert server.indices.get_alias(index=new)[new]["aliases"] == {alias_name(): {}}


def test_another_sites_indices_on_the_same_server_are_left_alone(engine: FallbackEngine, settings: Any) -> None:
    synced(engine)
    server = Elasticsearch(server_url())
    outdated, foreign = (f"{settings.ELASTICSEARCH_INDEX}-{name}-1" for name in ("0123456789", "staging-0123456789"))
    for name in (outdated, foreign):
        server.indices.create(index=name)
    assert remove_outdated(server) == [outdated]
    assert server.indices.exists(index=foreign)
    assert find(engine).engine == "elasticsearch"
