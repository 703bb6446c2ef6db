"""Sends the mails in the outbox. No transaction is open while talking to a mail server."""

import logging
import smtplib
import socket
import ssl
from base64 import b64decode
from contextlib import suppress
from time import monotonic

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.signals import mail_delivered, mail_refused

log = logging.getLogger(__name__)
Problem, Status = OutgoingMail.Problem, OutgoingMail.Status
ROUND = 10.0  # seconds: then the worker turns to scheduled pages
OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


def send_due() -> None:
    """Sends mails that are due, least often tried first, until none is left or the round is over.

    If the server itself is in trouble, the others wait: each would take just as long to fail. If one mail makes the
    server drop the connection, that mail now has more tries than the others and no longer comes before them.
    """
    if not OutgoingMail.objects.due().exists():  # without a transaction: on SQLite, it would lock the database
        return
    end = monotonic() + ROUND
    connection = get_connection(settings.MAIL_DELIVERY_BACKEND)
    try:
        while monotonic() < end and (mail := claim()):
            try:
                connection.open()
                connection.send_messages([as_message(mail)])
            except Exception as error:
                failed(mail, error)
                close(connection)
                if isinstance(error, OSError) and not isinstance(error, OF_ONE_MAIL):
                    postpone(mail)
                    return
            else:
                sent(mail)
    finally:
        close(connection)


def close(connection: BaseEmailBackend) -> None:
    with suppress(OSError):  # what was sent is sent
        connection.close()


def claim() -> OutgoingMail | None:
    """Takes a mail that is due. No other worker takes it unless this one is killed before it reports back."""
    with transaction.atomic():
        # No effect on SQLite, which has one writer at a time.
        due = OutgoingMail.objects.due().select_for_update(skip_locked=True)
        mail = due.order_by("tries", "next_try", "pk").first()
        if mail:
            mail.tries += 1
            mail.taken = timezone.now()
            mail.save(update_fields=["tries", "taken"])
    return mail


def as_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(mail.subject, mail.body, mail.sender, [mail.recipient], headers=mail.headers)
    message.content_subtype = mail.body_subtype
    for content, type_ in mail.alternatives:
        message.attach_alternative(content, type_)
    for name, content, type_ in mail.attachments:
        message.attach(name, b64decode(content), type_)
    return message


def sent(mail: OutgoingMail) -> None:
    """Marks the mail as sent and erases all but who got it and when."""
    OutgoingMail.objects.filter(pk=mail.pk).update(
        taken=None,
        status=Status.SENT,
        next_try=None,
        finished=timezone.now(),
        problem="",
        last_error="",
        **OutgoingMail.erased(),
    )
    if mail.kind == OutgoingMail.Kind.SUBSCRIPTION:
        accepted(mail.recipient)


def accepted(address: str) -> None:
    """A mail server has taken a mail for `address`. A mail that a service accepts may still bounce."""
    if not settings.MAIL_SERVICE:
        mail_delivered.send(sender=None, address=address)


def failed(mail: OutgoingMail, error: Exception) -> None:
    """Schedules another try, unless the error is permanent or there have been tries for days."""
    problem, text = problem_of(error)
    now = timezone.now()
    given_up = is_permanent(error) or now - mail.waiting_since > settings.MAIL_GIVE_UP_AFTER
    OutgoingMail.objects.filter(pk=mail.pk, taken=mail.taken).update(  # unless another worker has taken it since
        taken=None,
        status=Status.FAILED if given_up else Status.WAITING,
        next_try=None if given_up else now + mail.wait(),
        finished=now if given_up else None,
        problem=problem,
        last_error=text,
    )
    if given_up and isinstance(error, smtplib.SMTPRecipientsRefused):
        mail_refused.send(sender=None, address=mail.recipient, came_back=False)
    log.warning("Mail %d (%s) was not sent: %s", mail.pk, mail.kind, problem.value)


def postpone(mail: OutgoingMail) -> None:
    """Makes all other due mails wait as long as `mail`, because the problem was the server's."""
    same = OutgoingMail.objects.filter(pk=mail.pk).values("next_try", "problem", "last_error").first()
    if same and same["next_try"]:
        OutgoingMail.objects.due().update(**same)


def is_permanent(error: Exception) -> bool:
    """Whether a retry would fail again, even if the server or our settings were fixed."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return address_refused(error)
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError) and not isinstance(error, OSError)


def address_refused(error: Exception) -> bool:
    """Whether the server permanently refuses mail for the address."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )


def problem_of(error: Exception) -> tuple[OutgoingMail.Problem, str]:
    """What went wrong, and the message of the server or Python."""
    text = str(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        text = "; ".join(f"{code} {said(reply)}" for code, reply in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        text = f"{error.smtp_code} {said(error.smtp_error)}"
    cause = error
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, TimeoutError):
        cause = error.__context__  # smtplib's way of reporting that nobody answered
    for kind, problem in PROBLEMS.items():
        if isinstance(cause, kind):
            return problem, text[:1000]
    return Problem.OTHER, f"{type(error).__name__}: {text}"[:1000]


# The first match wins: many of them are subclasses of others.
PROBLEMS: dict[type[Exception] | tuple[type[Exception], ...], OutgoingMail.Problem] = {
    smtplib.SMTPRecipientsRefused: Problem.RECIPIENT,
    smtplib.SMTPSenderRefused: Problem.SENDER,
    smtplib.SMTPDataError: Problem.MESSAGE,
    smtplib.SMTPAuthenticationError: Problem.PASSWORD,
    ssl.SSLCertVerificationError: Problem.CERTIFICATE,
    socket.gaierror: Problem.NO_HOST,
    TimeoutError: Problem.SILENT,
    (ConnectionError, smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected): Problem.CONNECTION,
    ValueError: Problem.INVALID,
}


def said(reply: bytes | str) -> str:
    return reply.decode(errors="replace") if isinstance(reply, bytes) else reply
