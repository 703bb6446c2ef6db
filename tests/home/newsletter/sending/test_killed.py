"""A worker is killed while it hands a mail over: nobody gets the issue twice, and the rest get it."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.management import call_command
from django.utils import timezone

from cms.base.mail.model import ATTEMPT
from cms.base.readers.model import Reader
from home.models import Delivery, NewsletterPage, Sending
from tests.base.mail.server import MailServer, delivered_by, free_port
from tests.forks import forked
from tests.home.newsletter.sending.conftest import NUMBER, make_issue, make_readers, make_sending
from tests.processes import SECONDS, wait_for

pytestmark = pytest.mark.once


class Stalling(MailServer):
    """Takes the mail number `stalls_at`, and does not say so."""

    stalls_at = 0

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        self.times.append(time.monotonic())
        if len(self.accepted) == self.stalls_at:
            await asyncio.sleep(SECONDS)
        return answer


@contextmanager
def server_that_stalls(number: int) -> Iterator[Stalling]:
    server = Stalling()
    server.stalls_at = number
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    server.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield server
    finally:
        controller.stop()


@pytest.fixture(autouse=True)
def nothing_stays(committed: None) -> Iterator[None]:
    yield
    NewsletterPage.objects.filter(number=NUMBER).delete()
    Sending.objects.all().delete()
    Reader.objects.all().delete()


def worker(log: Path, url: str) -> AbstractContextManager[BaseProcess]:
    values = {**delivered_by(url), "EMAIL_TIMEOUT": SECONDS, "NEWSLETTER_PER_MINUTE": 1_000_000}
    return forked(lambda: call_command("run_worker"), log, **values)


def count(state: Delivery.State) -> int:
    return Delivery.objects.filter(state=state).count()


@pytest.mark.sample(1)
@pytest.mark.parametrize("number", [40, 2000])
def test_a_killed_worker_leaves_one_mail_in_doubt_and_no_double(number: int, tmp_path: Path):
    addresses, killed_at = [f"{each:05}@example.org" for each in range(number)], number // 2
    make_readers(addresses)
    sending = make_sending(make_issue())
    with server_that_stalls(killed_at) as server:
        with worker(tmp_path / "1", server.url) as process:
            wait_for(lambda: len(server.accepted) == killed_at)
            process.kill()
            process.join()
        assert (count(Delivery.State.SENT), count(Delivery.State.HANDING)) == (killed_at - 1, 1)
        Delivery.objects.filter(handed__isnull=False).update(handed=timezone.now() - ATTEMPT * 1.01)  # a while later
        with worker(tmp_path / "2", server.url), worker(tmp_path / "3", server.url):  # two at once
            wait_for(lambda: Sending.objects.filter(pk=sending.pk, state=Sending.State.DONE).exists())
        minutes = (server.times[-1] - server.times[killed_at]) / 60
        in_doubt, got = count(Delivery.State.DOUBT), server.recipients()
    doubles = len(got) - len(set(got))
    rate = (number - killed_at) / minutes
    print(f"\n{number} readers: {rate:.0f} mails a minute, {doubles} doubles, {in_doubt} in doubt")
    assert got == addresses  # also who is in doubt has it, but nobody can know
    assert (count(Delivery.State.SENT), in_doubt) == (number - 1, 1)
