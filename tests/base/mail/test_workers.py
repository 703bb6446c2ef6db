"""Workers as real processes: each mail is sent once, and that of a worker that was killed is not lost."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cms.base.mail.model import ATTEMPT, OutgoingMail
from tests.base.mail.server import delivered_by, mail_server, silent
from tests.forks import forked
from tests.processes import SECONDS, wait_for

MAILS = 30


@pytest.fixture(autouse=True)
def outbox(committed: None, settings) -> Iterator[None]:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"
    OutgoingMail.objects.all().delete()
    yield
    OutgoingMail.objects.all().delete()


def worker(log: Path, url: str) -> AbstractContextManager[BaseProcess]:
    values = {**delivered_by(url), "EMAIL_TIMEOUT": SECONDS}
    return forked(lambda: call_command("run_worker", interval=0.2), log, **values)


def count(status: str) -> int:
    return OutgoingMail.objects.filter(status=status).count()


def test_two_workers_send_each_mail_once(tmp_path: Path) -> None:
    addresses = [f"{number:02}@example.org" for number in range(MAILS)]
    logs = [tmp_path / "1", tmp_path / "2"]
    with mail_server() as server, worker(logs[0], server.url) as one, worker(logs[1], server.url) as two:
        wait_for(lambda: all("pages that are due" in log.read_text() for log in logs))  # from then on SIGTERM waits
        for address in addresses:
            send_mail("Subject", "Text", None, [address])
        wait_for(lambda: count("sent") == MAILS)
        for process in (one, two):
            process.terminate()
            process.join(SECONDS)
            assert process.exitcode == 0
    assert server.recipients() == addresses


@pytest.mark.once
def test_a_worker_that_is_killed_loses_no_mail(tmp_path: Path) -> None:
    send_mail("Subject", "Text", None, ["ona@example.org"])
    with silent() as url, worker(tmp_path / "1", url) as process:
        wait_for(lambda: OutgoingMail.objects.exclude(taken=None).exists())
        process.kill()
        process.join()
    assert not OutgoingMail.objects.due().exists()
    OutgoingMail.objects.update(taken=timezone.now() - ATTEMPT * 1.01)  # as if the time for it had passed
    with mail_server() as server, worker(tmp_path / "2", server.url):
        wait_for(lambda: count("sent") == 1)
    assert server.recipients() == ["ona@example.org"]


def test_nothing_is_locked_while_a_server_is_asked(tmp_path: Path) -> None:
    """Not even the mail itself, and on SQLite not the database, which is one lock."""
    send_mail("Subject", "Text", None, ["ona@example.org"])
    with silent() as url, worker(tmp_path / "1", url):
        wait_for(lambda: OutgoingMail.objects.exclude(taken=None).exists())
        with connection.cursor() as cursor:
            wait = "PRAGMA busy_timeout = 0" if connection.vendor == "sqlite" else "SET lock_timeout = '100ms'"
            cursor.execute(wait)
        assert OutgoingMail.objects.update(last_error="") == 1
        connection.close()
