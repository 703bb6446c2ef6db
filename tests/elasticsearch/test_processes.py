"""Web processes, a worker and Elasticsearch as in production: each a separate process."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from elasticsearch import ApiError

from search.engines.elasticsearch.connection import connect
from search.engines.elasticsearch.index import alias_name, indexed_version, latest_version
from tests.elasticsearch.server import SITE_INDEX, FaultyProxy
from tests.factories import make_practice
from tests.processes import SECONDS, running, serving, wait_for

pytestmark = pytest.mark.elasticsearch
INDEX = {"ELASTICSEARCH_INDEX": SITE_INDEX}


def search(site: str, text: str) -> tuple[str, int]:
    """Which engine answered, and how many practices were found."""
    with urlopen(f"{site}/en/practices/?format=json&q={text}", timeout=SECONDS) as answer:
        engine = "elasticsearch" if 'desc="elasticsearch"' in answer.headers["Server-Timing"] else "database"
        return engine, json.load(answer)["total"]


def test_every_process_finds_what_another_saves(committed: None, proxy: FaultyProxy, tmp_path: Path) -> None:
    environment = {"ELASTICSEARCH_URL": proxy.url, **INDEX}
    make_practice(title="Sewing circle")
    with serving(tmp_path / "web", workers=2, **environment) as site:
        assert search(site, "sewing")[1] == 1  # from either engine: there may be no index yet
        wait_for(lambda: search(site, "sewing") == ("elasticsearch", 1))
        make_practice(title="Sewing club")  # in this process, which has no Elasticsearch
        assert search(site, "sewing")[1] == 2
        wait_for(lambda: search(site, "sewing") == ("elasticsearch", 2))

        proxy.behaviour = "hang"
        school = make_practice(title="Sewing school")
        for _ in range(4):
            assert search(site, "sewing") == ("database", 3)
        school.delete()
        assert search(site, "sewing") == ("database", 2)
        proxy.behaviour = "forward"
        wait_for(lambda: search(site, "sewing") == ("elasticsearch", 2))


def test_the_worker_keeps_the_index_up_to_date(
    committed: None, proxy: FaultyProxy, tmp_path: Path, settings: Any
) -> None:
    environment = {"ELASTICSEARCH_URL": proxy.url, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", **INDEX}
    make_practice(title="Sewing circle")
    client = connect(proxy.url, SECONDS)
    settings.ELASTICSEARCH_INDEX = SITE_INDEX

    def up_to_date() -> bool:
        with suppress(ApiError):  # there is no index yet
            return indexed_version(client, alias_name()) == latest_version()
        return False

    with running(["manage.py", "run_worker", "--interval=0.2"], tmp_path / "worker", **environment):
        wait_for(up_to_date)
        make_practice(title="Sewing club")
        wait_for(up_to_date)
