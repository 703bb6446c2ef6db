"""A newsletter by a mail service that django-anymail knows, and what the service tells later."""

import json
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.mail.sending import send_due
from cms.base.mail.urls import webhook
from cms.base.readers.model import HARD_REFUSALS, Reader
from home.models import Delivery, Sending
from tests.base.mail.server import free_port
from tests.home.newsletter.sending.conftest import make_issue, make_readers, make_sending
from tests.home.newsletter.sending.test_sending import states, work

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SECRET = "service:secret"


class Service(ThreadingHTTPServer):
    """Answers as Brevo's API does (developers.brevo.com/reference/sendtransacemail)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.status = 201
        self.mails: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Answer(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        mail = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.status == 201:
            self.server.mails.append(mail)
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps({"messageId": "<1@example.org>"}).encode())

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    with Service() as found:
        thread = Thread(target=found.serve_forever)
        thread.start()
        settings.MAIL_DELIVERY_BACKEND = "cms.base.mail.service.ServiceBackend"
        settings.MAIL_SERVICE = "brevo"
        settings.ANYMAIL = {
            **settings.ANYMAIL,
            "BREVO_API_KEY": "key",
            "BREVO_API_URL": found.url,
            "WEBHOOK_SECRET": SECRET,
        }
        yield found
        found.shutdown()
        thread.join()


def tell(event: str, address: str = "ona@example.org", secret: str = SECRET) -> int:
    (pattern,) = webhook()
    request = RequestFactory().post(
        "/",
        json.dumps({"event": event, "email": address}),
        content_type="application/json",
        headers={"Authorization": f"Basic {b64encode(secret.encode()).decode()}"},
    )
    return pattern.callback(request).status_code


def send_to_ona() -> Sending:
    make_readers(["ona@example.org"])
    sending = make_sending(make_issue("Autumn"))
    work()
    return sending


def test_it_is_sent_with_the_one_click_way_out(service: Service):
    sending = send_to_ona()
    (mail,) = service.mails
    assert mail["to"] == [{"email": "ona@example.org"}]
    assert "Autumn" in mail["subject"]
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    sending.refresh_from_db()
    assert sending.counted() == {"en": {"sent": 1}}


def test_mails_that_come_back_are_counted(service: Service):
    send_to_ona()
    for _ in range(HARD_REFUSALS - 1):
        assert tell("hard_bounce") == 200
    assert states() == {"ona": "refused"}
    reader = Reader.objects.get()
    assert (reader.refusals, reader.refused) == (HARD_REFUSALS - 1, None)
    tell("delivered")
    assert Reader.objects.get().refusals == 0
    for _ in range(HARD_REFUSALS):
        tell("invalid_email", "ONA@example.org")
    assert Reader.objects.get().refused
    tell("hard_bounce", "nobody@example.org")  # a stranger's


def test_who_calls_it_spam_gets_no_more(service: Service):
    make_readers(["jan@example.org"])
    send_to_ona()
    for event in ("opened", "click", "deferred", "blocked"):
        tell(event)
    assert Reader.objects.count() == 2
    tell("spam")
    assert [reader.address for reader in Reader.objects.all()] == ["jan@example.org"]


def test_only_the_service_is_believed(service: Service, settings: Any):
    make_readers(["ona@example.org"])
    with pytest.raises(SuspiciousOperation):  # which becomes a 400
        tell("spam", secret="service:guess")
    assert Reader.objects.exists()
    settings.ANYMAIL = {**settings.ANYMAIL, "WEBHOOK_SECRET": ""}
    assert webhook() == []


@pytest.mark.parametrize(
    ("status", "state", "problem"),
    [(400, "failed", ""), (401, "waiting", "password"), (402, "waiting", "connection"), (500, "waiting", "connection")],
)
def test_what_the_service_refuses_is_not_in_doubt(service: Service, status: int, state: str, problem: str):
    service.status = status
    sending = send_to_ona()
    assert states() == {"ona": state}
    sending.refresh_from_db()
    assert sending.problem == problem
    Sending.objects.update(next_try=None)
    Delivery.objects.update(next_try=None)
    service.status = 201
    work()
    assert states() == {"ona": "sent" if state == "waiting" else "failed"}


def test_a_service_that_cannot_be_reached_has_got_nothing(service: Service, settings: Any):
    settings.ANYMAIL = {**settings.ANYMAIL, "BREVO_API_URL": f"http://127.0.0.1:{free_port()}/"}
    send_to_ona()
    assert states() == {"ona": "waiting"}


def test_the_outbox_sends_by_it_too(service: Service):
    for address in ("ona@example.org", "jan@example.org"):
        OutgoingMail.objects.create(
            recipient=address, sender="us@example.org", subject="Ąžuolas", body="Labas", next_try=timezone.now()
        )
    send_due()
    assert sorted(mail["to"][0]["email"] for mail in service.mails) == ["jan@example.org", "ona@example.org"]
