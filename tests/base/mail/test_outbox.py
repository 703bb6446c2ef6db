"""What the outbox stores of a mail, how it is sent, and when it is given up or deleted."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.mail import send_mail as wagtail_send_mail

from cms.base.mail.model import LONGEST_WAIT, WAIT, OutgoingMail
from cms.base.mail.sending import send_due
from cms.base.signals import worker_run
from tests.base.mail.server import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Problem, Status = OutgoingMail.Problem, OutgoingMail.Status


def write(recipient: str = "ona@example.org") -> OutgoingMail:
    send_mail("Subject", "Text", None, [recipient])
    return OutgoingMail.objects.get(recipient=recipient)


def fresh(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.get(pk=mail.pk)


def test_a_mail_arrives_as_it_was_written(server: MailServer) -> None:
    message = EmailMultiAlternatives(
        "Ačiū", "Labas – text", "New Times <site@example.org>", ["Ona <ona@example.org>", "jan@example.org"],
        bcc=["hidden@example.org"], cc=["cc@example.org"], reply_to=["reply@example.org"], headers={"X-Own": "yes"},
    )  # fmt: skip
    message.attach_alternative("<p>Labas – HTML</p>", "text/html")
    message.attach("table.csv", "a;b\n", "text/csv")
    message.attach("picture.png", b"\x89PNG\x00", "image/png")
    assert message.send() == 1
    assert server.accepted == []
    send_due()
    assert server.recipients() == ["cc@example.org", "hidden@example.org", "jan@example.org", "ona@example.org"]
    assert len({received["Message-ID"] for _, received in server.accepted}) == 1
    received = server.accepted[0][1]
    assert (received["To"], received["Cc"]) == ("Ona <ona@example.org>, jan@example.org", "cc@example.org")
    assert (received["Reply-To"], received["X-Own"], received["Bcc"]) == ("reply@example.org", "yes", None)
    text, html, table, picture = [part.get_payload(decode=True) for part in received.walk() if not part.is_multipart()]
    assert (text.decode().strip(), html.decode().strip()) == ("Labas – text", "<p>Labas – HTML</p>")
    assert (table.strip(), picture) == (b"a;b", b"\x89PNG\x00")


def test_what_is_rolled_back_sends_no_mail(server: MailServer) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    send_due()
    assert server.accepted == []


def test_nothing_of_a_mail_is_kept_once_it_is_sent(server: MailServer) -> None:
    mail = write()
    send_due()
    mail = fresh(mail)
    assert (mail.status, mail.subject, mail.body, mail.headers) == (Status.SENT, "", "", {})


@pytest.mark.parametrize(("reply", "status"), [("550 no such user", Status.FAILED), ("451 later", Status.WAITING)])
def test_a_refused_recipient_concerns_nobody_else(server: MailServer, reply: str, status: str) -> None:
    server.refused["gone@example.org"] = reply
    send_mail("Subject", "Text", None, ["gone@example.org", "ona@example.org"])
    send_due()
    assert server.recipients() == ["ona@example.org"]
    refused = OutgoingMail.objects.get(recipient="gone@example.org")
    assert (refused.status, refused.problem, refused.last_error) == (status, Problem.RECIPIENT, reply)
    server.refused.clear()
    OutgoingMail.objects.retry()
    send_due()
    assert server.recipients() == ["gone@example.org", "ona@example.org"]


@pytest.mark.parametrize("subject", ["Page\nBcc: everybody@example.org", "Page\r\n\r\nText"])
def test_a_subject_is_one_line(server: MailServer, subject: str) -> None:
    send_mail(subject, "Text", None, ["ona@example.org"])
    send_due()
    ((recipients, received),) = server.accepted
    assert recipients == ["ona@example.org"]
    assert received["Subject"] == " ".join(subject.split())
    assert received["Bcc"] is None


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d of a character"])
def test_odd_characters_do_not_stop_work(server: MailServer, text: str) -> None:
    send_mail(text, text, None, ["ona@example.org"])
    send_due()
    assert len(server.accepted) == 1


def test_what_makes_no_mail_is_shown_and_holds_up_nobody(server: MailServer) -> None:
    send_mail("Subject", "Text", None, ["ona@example.org\nBcc: everybody@example.org"])
    write("jan@example.org")
    send_due()
    assert server.recipients() == ["jan@example.org"]
    assert OutgoingMail.objects.get(status=Status.FAILED).problem == Problem.INVALID


def test_it_waits_longer_each_time(server: MailServer) -> None:
    server.refused["ona@example.org"] = "451 later"
    mail, waits = write(), []
    for _ in range(9):
        OutgoingMail.objects.update(next_try=timezone.now())
        send_due()
        waits.append(fresh(mail).next_try - timezone.now())
    minutes = [round(wait / WAIT) for wait in waits]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert max(waits) <= LONGEST_WAIT


def test_it_is_given_up_after_days(server: MailServer, settings) -> None:
    server.refused["ona@example.org"] = "451 later"
    mail = write()
    OutgoingMail.objects.update(created=timezone.now() - settings.MAIL_GIVE_UP_AFTER - timedelta(minutes=1))
    send_due()
    assert (fresh(mail).status, fresh(mail).next_try) == (Status.FAILED, None)
    OutgoingMail.objects.retry()
    send_due()
    assert fresh(mail).status == Status.WAITING  # the days count from when somebody asked


def test_old_mails_are_deleted_when_they_are_done(server: MailServer, settings) -> None:
    server.refused["gone@example.org"] = "550 no such user"
    server.refused["later@example.org"] = "451 later"
    for recipient in ("ona@example.org", "gone@example.org", "later@example.org"):
        write(recipient)
    send_due()
    worker_run.send(sender=None)
    assert OutgoingMail.objects.count() == 3
    past = timezone.now() - settings.MAIL_KEEP_FOR - timedelta(minutes=1)
    OutgoingMail.objects.exclude(finished=None).update(finished=past)
    worker_run.send(sender=None)
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["later@example.org"]


def test_wagtails_other_mails_are_notifications(server: MailServer) -> None:
    wagtail_send_mail("Subject", "Text", ["ona@example.org"])
    assert OutgoingMail.objects.get().kind == OutgoingMail.Kind.NOTIFICATION


def test_a_new_password(server: MailServer) -> None:
    Client().post(reverse("wagtailadmin_password_reset"), {"email": "coordinator@example.org"})
    assert OutgoingMail.objects.get().kind == OutgoingMail.Kind.PASSWORD
    send_due()
    assert "/admin/password_reset/confirm/" in str(server.accepted[0][1].get_payload(decode=True))
