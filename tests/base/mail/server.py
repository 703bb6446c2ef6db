"""A real mail server on this machine, and various faulty ones."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import Any

import environ
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


class MailServer(MessageHandler):
    """Stores what it accepts: `(recipients, message)`. `refused`: the reply to a recipient instead of 250.

    At the recipient `hangs_up_at`, or after it has got the text, it drops the connection.
    """

    def __init__(self) -> None:
        super().__init__()
        self.accepted: list[tuple[list[str], Message]] = []
        self.refused: dict[str, str] = {}
        self.hangs_up_at = ""
        self.hangs_up_after_text = False
        self.url = ""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if address == self.hangs_up_at:
            server.transport.abort()
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.accepted.append((list(envelope.rcpt_tos), self.prepare_message(session, envelope)))
        if self.hangs_up_after_text:
            server.transport.abort()
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        raise NotImplementedError

    def recipients(self) -> list[str]:
        return sorted(address for addresses, _ in self.accepted for address in addresses)

    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for _, message in self.accepted]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def delivered_by(url: str) -> dict[str, Any]:
    """Settings: mails go through the outbox, as on the site, and from there to the server at this URL."""
    configuration = environ.Env.email_url_config(url)
    return {
        "EMAIL_USE_TLS": False,
        **configuration,
        "EMAIL_TIMEOUT": 1,
        "MAIL_DELIVERY_BACKEND": configuration["EMAIL_BACKEND"],
        "EMAIL_BACKEND": "cms.base.mail.backend.OutboxBackend",  # Django's test runner has replaced it
    }


@contextmanager
def mail_server(port: int = 0, **options: Any) -> Iterator[MailServer]:
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    server.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield server
    finally:
        controller.stop()


@contextmanager
def refusing_passwords() -> Iterator[str]:
    """The URL of a server that rejects every login."""

    def nobody(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with mail_server(authenticator=nobody, auth_required=True, auth_require_tls=False) as server:
        yield server.url.replace("smtp://", "smtp://site:wrong@")


def bad_certificate(folder: Path) -> ssl.SSLContext:
    """For a server: nobody has signed it."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


@contextmanager
def with_bad_certificate(folder: Path) -> Iterator[str]:
    """The URL of a server whose certificate nobody has signed."""
    with mail_server(tls_context=bad_certificate(folder)) as server:
        yield server.url.replace("smtp://", "smtp+tls://")


@contextmanager
def silent() -> Iterator[str]:
    """The URL of a server that accepts connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def in_trouble(trouble: str, folder: Path) -> Iterator[str]:
    """The URL of a mail server with this trouble."""
    if trouble == "unknown name":
        yield "smtp://mail.example.invalid:25"
    elif trouble == "nobody there":
        yield f"smtp://127.0.0.1:{free_port()}"
    elif trouble == "refused password":
        with refusing_passwords() as url:
            yield url
    elif trouble == "bad certificate":
        with with_bad_certificate(folder) as url:
            yield url
    else:
        with silent() as url:
            yield url
