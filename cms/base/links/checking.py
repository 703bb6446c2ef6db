"""Checks whether a URL works, with a few small requests, each to an IP address that was checked first."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from cms.base.links.addresses import NoSuchHost, NotPublic, public_addresses
from cms.base.links.urls import checkable

SECONDS = 10.0  # for all requests to check one link
MAX_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
BUSY = {429, 503}  # not retried immediately
# The server does not send intermediate certificates. Browsers know them, or fetch them.
INCOMPLETE_CHAIN = {20, 21}


class Outcome(StrEnum):
    FINE = "fine"
    GONE = "gone"  # the server or the DNS says that it does not exist
    TROUBLE = "trouble"  # may be temporary
    UNKNOWN = "unknown"  # not requested, or the response is inconclusive


@dataclass(frozen=True)
class Answer:
    outcome: Outcome
    reason: str = ""  # one of `cms.base.links.model.REASONS`, or an HTTP status


class LateError(OSError):
    """The time limit for the link has passed."""


def check(url: str) -> Answer:
    """Whether `url`, a return value of `checkable`, works. Sends HEAD, then GET if that is refused; reads no body."""
    until = monotonic() + SECONDS
    try:
        for _ in range(MAX_REDIRECTS + 1):
            status, location = _request("HEAD", url, until)
            if status >= 400 and status not in BUSY:
                status, location = _request("GET", url, until)  # many servers respond to HEAD with an error
            if status not in REDIRECTS or not location:
                return judged(status)
            url = checkable(urljoin(url, location))
            if not url:
                return Answer(Outcome.UNKNOWN)
    except NotPublic:
        return Answer(Outcome.UNKNOWN)
    except NoSuchHost:
        return Answer(Outcome.GONE, "host")
    except ssl.SSLCertVerificationError as error:
        if error.verify_code in INCOMPLETE_CHAIN:
            return Answer(Outcome.UNKNOWN)
        return Answer(Outcome.TROUBLE, "certificate")
    except (OSError, HTTPException, ValueError):
        return Answer(Outcome.TROUBLE, "silent")
    return Answer(Outcome.TROUBLE, "redirects")


def judged(status: int) -> Answer:
    if status in (404, 410):
        return Answer(Outcome.GONE, str(status))
    if status == 429 or status >= 500:
        # Some services respond to bots with status codes of their own, such as 999.
        return Answer(Outcome.TROUBLE, str(status)) if status < 600 else Answer(Outcome.UNKNOWN)
    return Answer(Outcome.FINE)  # others, such as 401 and 403, mean that the page exists, but not for bots


def _request(method: str, url: str, until: float) -> tuple[int, str]:
    """The status and the redirect target."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = str(parts.hostname)
    with _connected(public_addresses(host, port), port, until) as plain:
        is_tls = parts.scheme == "https"
        sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if is_tls else plain
        connection = HTTPConnection(host, port)
        connection.sock = sock  # otherwise it would connect by itself
        try:
            connection.putrequest(method, _target(parts), skip_host=True, skip_accept_encoding=True)
            for name, value in _headers(parts).items():
                connection.putheader(name, value)
            connection.endheaders()
            with connection.getresponse() as response:
                if monotonic() >= until:  # `http.client` takes a closed connection for the end of the headers
                    raise LateError
                return response.status, _location(response)
        finally:
            sock.close()


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": parts.netloc,
        "User-Agent": f"LinkCheck/1.0 (+{iri_to_uri(settings.WAGTAILADMIN_BASE_URL)})",
        "Accept": "*/*",
        "Connection": "close",
    }


def _location(response: HTTPResponse) -> str:
    """The target of a redirect. Headers are decoded as Latin-1, but servers that send other letters mean UTF-8."""
    return (response.getheader("Location") or "").encode("latin-1").decode("utf-8", "replace")


@contextmanager
def _connected(addresses: list[str], port: int, until: float) -> Iterator[socket.socket]:
    """A connection to the first of `addresses` that accepts it; closed when the time limit passes.

    A socket timeout would restart with each byte: a server that sends one now and then could block the worker, and with
    it the mails, indefinitely.
    """
    plain = _connect(addresses, port, until)
    with plain, plain.dup() as handle:  # TLS takes over `plain`
        timer = Timer(max(0, until - monotonic()), _end, [handle])
        timer.daemon = True
        timer.start()
        try:
            yield plain
        finally:
            timer.cancel()
            timer.join()


def _connect(addresses: list[str], port: int, until: float) -> socket.socket:
    failure: OSError = LateError()
    for address in addresses[:3]:
        left = until - monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=left / 2)
        except OSError as error:
            failure = error
    raise failure


def _end(handle: socket.socket) -> None:
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:  # already closed
        return
