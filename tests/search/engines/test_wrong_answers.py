"""Whatever the server at Elasticsearch's URL responds, readers get the database's results."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.test import Client

from practices.models import PracticePage
from search.engines.elasticsearch.fallback import FallbackEngine
from search.facets.declared import PRACTICE_FACETS
from search.models import SearchClock, SearchEntry
from search.query.query import Query
from tests.elasticsearch.engine import engine_at
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FACETS = [facet.name for facet in PRACTICE_FACETS]
NONSENSE: list[Any] = [None, "x", -1, 2**80, 1.5, [], {}, [[]], [{"x": 1}]]
ELASTICSEARCH = {"X-Elastic-Product": "Elasticsearch"}


class Server:
    """Responds to everything with `body`."""

    def __init__(self) -> None:
        self.status, self.type, self.body, self.headers = 200, "application/json", b"{}", ELASTICSEARCH
        answer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(answer.status)
                for name, value in {**answer.headers, "Content-Type": answer.type}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_HEAD = do_PUT = do_POST

            def log_message(self, *args: Any) -> None: ...

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        Thread(target=self.http.serve_forever, daemon=True).start()

    def answers(self, content: Any) -> None:
        self.body = json.dumps(content).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def page() -> PracticePage:
    return make_practice(title="Sewing circle")


@pytest.fixture
def engine(page: PracticePage, server: Server, settings: Any, monkeypatch: pytest.MonkeyPatch) -> FallbackEngine:
    return engine_at(server.url, settings, monkeypatch)


def right_answer() -> dict[str, Any]:
    """What Elasticsearch answers to a search for everything."""
    entry = SearchEntry.objects.get(kind="practice")
    base = {"timed_out": False, "_shards": {"failed": 0}}
    values = {f"facet_{name}": {"values": {"buckets": [{"key": "x", "doc_count": 1}]}} for name in FACETS}
    return {
        "responses": [
            {**base, "hits": {"hits": [{"fields": {"id": [entry.pk]}}]}},
            {**base, "hits": {"total": {"value": 1}}, "aggregations": {"total": {"doc_count": 1}, **values}},
            {**base, "aggregations": {"checkpoint": {"value": float(SearchClock.now_with_entries()[1])}}},
        ]
    }


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in `value`; of the facets, which are all alike, the first one."""
    yield path
    if isinstance(value, list | dict):
        for step in range(len(value)) if isinstance(value, list) else value:
            if not str(step).startswith("facet_") or step == f"facet_{FACETS[0]}":
                yield from places(value[step], (*path, step))


def replaced(answer: Any, path: tuple[Any, ...], new: Any) -> Any:
    answer = deepcopy(answer)
    if not path:
        return new
    around = answer
    for step in path[:-1]:
        around = around[step]
    around[path[-1]] = new
    return answer


def removed(answer: Any, path: tuple[Any, ...]) -> Any:
    answer = deepcopy(answer)
    around = answer
    for step in path[:-1]:
        around = around[step]
    del around[path[-1]]
    return answer


def test_a_wrong_value_anywhere_in_the_answer_breaks_no_search(engine: FallbackEngine, server: Server) -> None:
    right = right_answer()
    server.answers(right)
    found = engine.search(Query(), FACETS, ["practice"])
    assert (found.engine, found.total, found.hits[0].words["en"]["title"]) == ("elasticsearch", 1, "Sewing circle")
    for path in places(right):
        wrong = [replaced(right, path, value) for value in NONSENSE]
        for answer in [*wrong, *([removed(right, path)] if path else [])]:
            engine.breaker.close()
            server.answers(answer)
            found = engine.search(Query(), FACETS, ["practice"])
            if found.engine == "database":
                assert found.total == 1
            else:  # it could have been meant
                assert all(isinstance(value, str) for counts in found.counts.values() for value in counts)
                assert all(isinstance(count, int) for counts in found.counts.values() for count in counts.values())


HTML = "<html><body>Welcome to nginx!</body></html>"
STRANGE: dict[str, Callable[[Server], None]] = {
    "another service": lambda server: vars(server).update(headers={}, body=b'{"name": "api", "version": 3}'),
    "a proxy's page": lambda server: vars(server).update(headers={}, type="text/html", body=HTML.encode()),
    "a page with the header": lambda server: vars(server).update(type="text/html", body=HTML.encode()),
    "no JSON": lambda server: vars(server).update(body=b"{"),
    "binary": lambda server: vars(server).update(type="application/octet-stream", body=b"\x00\xff"),
    "an odd type": lambda server: vars(server).update(type="nonsense/x", body=b"x"),
    "nothing": lambda server: vars(server).update(body=b""),
    "a list": lambda server: server.answers([1, 2]),
    "a number": lambda server: server.answers(7),
    "another shape": lambda server: server.answers({"responses": [{}]}),
    "an error as a text": lambda server: server.answers({"responses": [{"error": "busy", "status": "x"}] * 3}),
    "not found": lambda server: vars(server).update(status=404, headers={}, type="text/html", body=HTML.encode()),
    "a redirect": lambda server: vars(server).update(status=301, headers={"Location": "/login"}, body=b""),
    "another service's 400": lambda server: vars(server).update(status=400, headers={}, body=b'{"x": 1}'),
}


@pytest.mark.sample(4)
@pytest.mark.parametrize("name", STRANGE)
def test_another_service_breaks_no_page(engine: FallbackEngine, server: Server, page: PracticePage, name: str) -> None:
    STRANGE[name](server)
    urls = [
        "/en/practices/",
        "/en/practices/?q=sewing",
        "/en/search/?q=sewing",
        "/en/search/suggestions/?q=sew",
        page.url,
    ]
    for url in urls:
        engine.breaker.close()
        response = Client().get(url)
        assert response.status_code == 200, url
        assert "circle" in response.content.decode(), url
    page.title = "Sewing club"
    page.save_revision().publish()
    assert not engine.feeder.try_once()  # and it does not raise
    engine.breaker.close()
    assert "Sewing club" in Client().get("/en/practices/").content.decode()
