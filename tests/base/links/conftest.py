"""A real web server on this machine, with configurable responses."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from threading import Thread
from typing import Any

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]


class WebServer(ThreadingHTTPServer):
    """`answers[path]`: a status, a URL to redirect to, or what to do. Keeps the requests that it has had."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, int | str | Answer] = {}
        self.refuses_head = 0  # the status, if any, of each answer to HEAD
        self.asked: list[tuple[str, str]] = []  # method and path
        self.headers: list[dict[str, str]] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignores clients that disconnect before the response."""


class Handler(BaseHTTPRequestHandler):
    server: WebServer

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.headers.append(dict(self.headers))
        answer = self.server.answers.get(self.path, 404)
        if self.command == "HEAD" and self.server.refuses_head:
            answer = self.server.refuses_head
        if callable(answer):
            answer(self)
            return
        self.send_response(answer if isinstance(answer, int) else 302)
        if isinstance(answer, str):
            self.send_header("Location", answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def web(settings: Any) -> Iterator[WebServer]:
    """A server that may be requested although it is on this machine."""
    settings.LINK_CHECK_EXTRA_NETWORKS = [ip_network("127.0.0.1/32")]
    with WebServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
