"""Which requests are sent to other servers, and which addresses are never contacted."""

import socket
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest

from cms.base.links import checking
from cms.base.links.addresses import NotPublic, is_public, may_be_requested, public_addresses
from cms.base.links.checking import Answer, Outcome, check
from cms.base.links.urls import checkable, urls_in
from tests.base.links.conftest import WebServer
from tests.base.mail.server import bad_certificate

PRIVATE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
    *("::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:10.0.0.1", "::127.0.0.1"),
    *("64:ff9b::10.0.0.1", "2002:7f00:1::", "2001:0:7f00:1::"),
)


def test_only_public_addresses_are_asked() -> None:
    assert [address for address in PRIVATE if is_public(ip_address(address))] == []
    public = ("93.184.215.14", "2606:2800:21f::1", "64:ff9b::93.184.215.14")
    assert all(is_public(ip_address(address)) for address in public)
    assert [may_be_requested("93.184.215.14", port) for port in (80, 443, 22, 9200)] == [True, True, False, False]
    assert not may_be_requested("fe80::1%eth0", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "::1"])
def test_a_name_is_as_public_as_its_addresses(host: str) -> None:
    with pytest.raises(NotPublic):
        public_addresses(host, 80)


def test_the_address_that_was_checked_is_the_one_that_is_asked(web: WebServer, monkeypatch: Any) -> None:
    """The name resolves to another address the second time."""
    web.answers["/"] = 200
    lookups: list[str] = []

    def getaddrinfo(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        lookups.append(host)
        address = "127.0.0.1" if host == "127.0.0.1" or lookups.count("rebound.example") == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert check(f"http://rebound.example:{web.server_port}/").outcome == Outcome.FINE
    assert lookups.count("rebound.example") == 1
    assert web.headers[0]["Host"] == f"rebound.example:{web.server_port}"
    assert check(f"http://rebound.example:{web.server_port}/").outcome == Outcome.UNKNOWN  # 127.0.0.2 may not be asked
    assert len(web.asked) == 1


def test_without_the_setting_this_machine_is_not_asked(web: WebServer, settings: Any) -> None:
    settings.LINK_CHECK_EXTRA_NETWORKS = []
    assert check(web.url("/")) == Answer(Outcome.UNKNOWN)
    assert web.asked == []


@pytest.mark.parametrize("target", ["http://127.0.0.2/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/"])
def test_a_redirect_to_a_private_address_is_not_followed(web: WebServer, target: str, monkeypatch: Any) -> None:
    web.answers["/"] = target
    connected: list[str] = []
    connect = socket.create_connection

    def create_connection(address: tuple[str, int], **kwargs: Any) -> socket.socket:
        connected.append(address[0])
        return connect(address, **kwargs)

    monkeypatch.setattr(socket, "create_connection", create_connection)
    assert check(web.url("/")) == Answer(Outcome.UNKNOWN)
    assert connected == ["127.0.0.1"]


def test_other_schemes_are_not_followed(web: WebServer) -> None:
    web.answers["/"] = "file:///etc/passwd"
    assert check(web.url("/")) == Answer(Outcome.UNKNOWN)


def test_head_comes_first_and_get_where_it_is_refused(web: WebServer) -> None:
    web.answers["/"] = 200
    assert check(web.url("/?a=b#c".partition("#")[0])).outcome == Outcome.GONE  # another path for this server
    web.asked.clear()
    assert check(web.url("/")).outcome == Outcome.FINE
    assert web.asked == [("HEAD", "/")]
    for status in (403, 405, 501, 404):
        web.refuses_head = status
        web.asked.clear()
        assert check(web.url("/")).outcome == Outcome.FINE
        assert web.asked == [("HEAD", "/"), ("GET", "/")]
    web.refuses_head = 429
    web.asked.clear()
    assert check(web.url("/")) == Answer(Outcome.TROUBLE, "429")
    assert web.asked == [("HEAD", "/")]


def test_it_says_who_asks(web: WebServer, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://newtimes.example.org"
    check(web.url("/"))
    assert web.headers[0]["User-Agent"] == "LinkCheck/1.0 (+https://newtimes.example.org)"
    assert not {"Cookie", "Authorization", "Referer"} & set(web.headers[0])


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        *((status, Outcome.FINE) for status in (200, 204, 304, 401, 403, 405, 418, 451)),
        *((status, Outcome.GONE) for status in (404, 410)),
        *((status, Outcome.TROUBLE) for status in (429, 500, 502, 503)),
        (999, Outcome.UNKNOWN),
    ],
)
def test_what_follows_from_a_status(web: WebServer, status: int, outcome: Outcome) -> None:
    web.answers["/"] = status
    assert check(web.url("/")).outcome == outcome


def test_redirects_are_followed_a_few_times(web: WebServer) -> None:
    web.answers |= {"/a": "/b", "/b": web.url("/c"), "/c": 410, "/loop": "/loop"}
    assert check(web.url("/a")) == Answer(Outcome.GONE, "410")
    web.asked.clear()
    assert check(web.url("/loop")) == Answer(Outcome.TROUBLE, "redirects")
    assert len(web.asked) == checking.MAX_REDIRECTS + 1


def test_a_large_answer_is_not_read(web: WebServer) -> None:
    """The server can only send what fits into the socket buffers."""
    left = Event()

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(405 if handler.command == "HEAD" else 200)
        handler.end_headers()
        try:
            while handler.command == "GET":
                handler.wfile.write(b"x" * 100_000)
        except OSError:
            left.set()

    web.answers["/"] = endless
    assert check(web.url("/")).outcome == Outcome.FINE
    assert left.wait(60)


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n"], ids=["silent", "one header after another"])
def test_a_server_that_takes_its_time_is_left(web: WebServer, first: bytes, monkeypatch: Any) -> None:
    """Also one that sends something now and then, and so never lets a socket's own limit pass."""
    monkeypatch.setattr(checking, "SECONDS", 1.0)
    left = Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(first)
            while not left.wait(0.05):
                handler.wfile.write(b"X: y\r\n" if first else b"")
                if not first and handler.connection.recv(1) == b"":
                    left.set()
        except OSError:
            left.set()

    web.answers["/"] = slow
    began = monotonic()
    assert check(web.url("/")) == Answer(Outcome.TROUBLE, "silent")
    assert monotonic() - began < 30
    assert left.wait(60)


def test_nobody_listens(web: WebServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert check(f"http://127.0.0.1:{free.getsockname()[1]}/") == Answer(Outcome.TROUBLE, "silent")


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (socket.EAI_NONAME, Answer(Outcome.GONE, "host")),
        (socket.EAI_AGAIN, Answer(Outcome.TROUBLE, "silent")),  # our own resolver may be down
    ],
)
def test_a_name_that_leads_nowhere(number: int, answer: Answer, monkeypatch: Any) -> None:
    def getaddrinfo(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert check("https://gone.example/") == answer


def test_what_is_no_request_is_no_url() -> None:
    assert checkable("https://Ünï.example:8443/é?ü=1&x=%20#part") == (
        "https://xn--n-nga1b.example:8443/%C3%A9?%C3%BC=1&x=%20"
    )
    assert checkable("http://name:secret@example.org") == "http://example.org/"
    for text in (
        "ftp://a.example/",
        "mailto:a@b.example",
        "/en/",
        "http://",
        "http://[",
        "http://a:99999/",
        "x" * 9999,
    ):
        assert checkable(text) == "", text
    assert checkable(f"https://example.org/{'x' * 1000}") == ""
    rich = '<p><a href="https://a.example/?x=1&amp;y=2">a</a> <a linktype="page" id="3">b</a> https://text.example/</p>'
    blocks = [{"type": "link", "value": {"url": "https://b.example/"}}, {"type": "t", "value": [rich]}]
    assert list(urls_in(blocks)) == ["https://b.example/", "https://a.example/?x=1&y=2"]


def test_certificates_are_checked(web: WebServer, tmp_path: Path) -> None:
    web.socket = bad_certificate(tmp_path).wrap_socket(web.socket, server_side=True)
    web.answers["/"] = 200
    assert check(web.url("/").replace("http:", "https:")) == Answer(Outcome.TROUBLE, "certificate")
    assert web.asked == []
