"""The real server of the tests, and a proxy in front of it that can fail on demand."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from elasticsearch import Elasticsearch

SITE_INDEX = f"test-site-{os.getpid()}"  # for the site's own processes
HOW_TO_START = (
    "These tests need an Elasticsearch: tools/with_elasticsearch .venv/bin/pytest … starts one, "
    "TEST_ELASTICSEARCH_URL names one of your own; "
    "make test-embedded runs the suite without it."
)


def server_url() -> str:
    if not settings.TEST_ELASTICSEARCH_URL:
        pytest.fail(HOW_TO_START)
    return settings.TEST_ELASTICSEARCH_URL


def remove_indices() -> None:
    """Every test starts with an empty server; other processes use other index names."""
    client = Elasticsearch(server_url())
    pattern = f"{settings.ELASTICSEARCH_INDEX}-*,{SITE_INDEX}-*"
    names = list(client.indices.get(index=pattern, ignore_unavailable=True))
    if names:
        client.indices.delete(index=",".join(names))


class FaultyProxy:
    """A proxy that forwards to a server until it is told to refuse, hang or respond slowly."""

    def __init__(self, url: str) -> None:
        self.target = urlsplit(url)
        self.behaviour = "forward"  # or "hang", "refuse" (429), "slow"
        self.seconds = 60.0  # how long it hangs, or how slow it is
        self.requests = 0
        self.released = Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self.listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """One connection, closed after each response so that the next request gets the current behaviour."""
        with client, suppress(OSError):
            request = _read_message(client)
            if not request:
                return
            self.requests += 1
            if self.behaviour == "hang":
                self.released.wait(self.seconds)
                return
            if self.behaviour == "slow":
                self.released.wait(self.seconds)
            client.sendall(_REFUSAL if self.behaviour == "refuse" else self._forward(request))

    def _forward(self, request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        with socket.create_connection((self.target.hostname or "", self.target.port or 80)) as server:
            server.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            response = b""
            while chunk := server.recv(65536):
                response += chunk
        head, _, body = response.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


_BODY = b'{"error":{"type":"es_rejected_execution_exception","reason":"busy","root_cause":[]},"status":429}'
_REFUSAL = (
    b"HTTP/1.1 429 Too Many Requests\r\nX-elastic-product: Elasticsearch\r\nContent-Type: application/json\r\n"
    b"Connection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
)


def _read_message(client: socket.socket) -> bytes:
    """One HTTP request with its body, as long as its Content-Length says."""
    message = b""
    while b"\r\n\r\n" not in message:
        chunk = client.recv(65536)
        if not chunk:
            return b""
        message += chunk
    head, _, body = message.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        chunk = client.recv(65536)
        if not chunk:
            return b""
        message, body = message + chunk, body + chunk
    return message


@contextmanager
def faulty_proxy(url: str) -> Iterator[FaultyProxy]:
    server = FaultyProxy(url)
    try:
        yield server
    finally:
        server.close()
