"""Whatever is wrong with the mail server: the work is done, the mail waits, and is delivered once the server works."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.base.mail.model import OutgoingMail
from cms.base.mail.sending import send_due
from practices.models import PracticePage
from tests.base.admin import edit, fresh
from tests.base.mail.conftest import UseServer
from tests.base.mail.server import in_trouble, mail_server
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
TROUBLES = {
    "unknown name": OutgoingMail.Problem.NO_HOST,
    "nobody there": OutgoingMail.Problem.CONNECTION,
    "refused password": OutgoingMail.Problem.PASSWORD,
    "bad certificate": OutgoingMail.Problem.CERTIFICATE,
    "silence": OutgoingMail.Problem.SILENT,
}


def write(recipient: str) -> None:
    send_mail("Subject", "Text", None, [recipient])


def approve(client: Client, page: PracticePage) -> None:
    state = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert client.post(url, {"comment": ""}).status_code == 302


def as_if_later() -> None:
    """As if the time of the next try had come."""
    OutgoingMail.objects.exclude(next_try=None).update(next_try=timezone.now())


def schedule_incomplete(page: PracticePage, minutes_ago: int) -> None:
    """A schedule that is due, of a page that has become incomplete."""
    go_live_at = timezone.now() - timedelta(minutes=minutes_ago)
    page.go_live_at = go_live_at
    revision = page.save_revision(user=page.owner, approved_go_live_at=go_live_at)
    content = {**revision.content, "target_groups": []}
    Revision.objects.filter(pk=revision.pk).update(content=content)


@pytest.mark.sample(2)
@pytest.mark.parametrize(("trouble", "problem"), TROUBLES.items(), ids=TROUBLES)
def test_reviews_go_on(
    signed_in: SignIn, use_server: UseServer, tmp_path: Path, trouble: str, problem: OutgoingMail.Problem
) -> None:
    page = make_practice("kpmpc", live=False)
    with in_trouble(trouble, tmp_path) as url:
        use_server(url)
        assert edit(signed_in("partner-kpmpc"), page, "submit").status_code == 302
        assert fresh(page).workflow_in_progress
        send_due()
        approve(signed_in("coordinator"), page)
        assert fresh(page).live
        send_due()
    mails = list(OutgoingMail.objects.all())
    assert {"coordinator@example.org", "partner-kpmpc@example.org"} <= {mail.recipient for mail in mails}
    assert {(mail.status, mail.problem) for mail in mails} == {("waiting", problem)}
    assert all(mail.last_error and mail.next_try > timezone.now() for mail in mails)
    with mail_server() as working:
        use_server(working.url)
        send_due()
        assert working.accepted == []  # it is not time yet
        as_if_later()
        send_due()
        assert working.recipients() == sorted(mail.recipient for mail in mails)
        send_due()
        assert len(working.accepted) == len(mails)
    assert {mail.status for mail in OutgoingMail.objects.all()} == {"sent"}


@pytest.mark.sample(2)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_schedules_go_on(use_server: UseServer, tmp_path: Path, trouble: str, django_user_model) -> None:
    author = django_user_model.objects.get(username="partner-kpmpc")
    first, second = (make_practice("kpmpc", live=False, owner=author) for _ in range(2))
    complete = make_practice("kpmpc", live=False)
    schedule_incomplete(first, minutes_ago=3)
    schedule_incomplete(second, minutes_ago=2)
    complete.go_live_at = timezone.now() - timedelta(minutes=1)
    complete.save_revision(approved_go_live_at=complete.go_live_at)
    with in_trouble(trouble, tmp_path) as url:
        use_server(url)
        call_command("publish_scheduled")
    assert fresh(complete).live
    assert not fresh(first).live
    assert not fresh(second).live
    assert list(OutgoingMail.objects.values_list("kind", "recipient")) == [("schedule", author.email)] * 2


def test_one_that_is_new_does_not_wait_for_those_that_failed(use_server: UseServer) -> None:
    with in_trouble("nobody there", Path()) as url:
        use_server(url)
        write("first@example.org")
        send_due()
    with mail_server() as working:
        use_server(working.url)
        write("second@example.org")
        send_due()
        assert working.recipients() == ["second@example.org"]


def test_a_mail_that_breaks_the_connection_holds_up_the_others_once(use_server: UseServer) -> None:
    """A server, or what filters in front of it, that hangs up at one recipient."""
    with mail_server() as server:
        use_server(server.url)
        server.hangs_up_at = "first@example.org"
        for name in ("first", "second", "third"):
            write(f"{name}@example.org")
        send_due()
        assert server.accepted == []
        as_if_later()
        send_due()
        assert server.recipients() == ["second@example.org", "third@example.org"]
    (waiting,) = OutgoingMail.objects.filter(status="waiting")
    assert (waiting.recipient, waiting.tries) == ("first@example.org", 2)


def test_a_server_in_trouble_is_asked_once(use_server: UseServer) -> None:
    """Each of the others would take just as long to fail, while scheduled pages wait."""
    with in_trouble("silence", Path()) as url:
        use_server(url)
        for number in range(5):
            write(f"{number}@example.org")
        send_due()
    assert sorted(OutgoingMail.objects.values_list("tries", flat=True)) == [0, 0, 0, 0, 1]
    assert OutgoingMail.objects.filter(problem=OutgoingMail.Problem.SILENT).count() == 5
    assert not OutgoingMail.objects.due().exists()
