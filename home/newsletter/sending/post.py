"""One connection to the mail server, kept for many mails. It knows whether a mail that failed may have been sent."""

import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection


class Post:
    def __init__(self) -> None:
        self.connection: Any = get_connection(settings.MAIL_DELIVERY_BACKEND)
        self.may_have_been_sent = False

    def open(self) -> None:
        """Raises an `OSError` if there is no server. Before a mail is marked: then none is in doubt for this."""
        self.may_have_been_sent = False
        if (smtp := self._smtp()) and not _answers(smtp):  # servers hang up after some minutes of nothing
            self.close()
        self.connection.open()

    def hand_over(self, message: EmailMessage) -> None:
        """Raises what the backend raises."""
        smtp = self._smtp()
        self.may_have_been_sent = smtp is None  # other backends tell only what was refused
        if smtp:  # whose `sendmail` calls `data` once sender and recipient are taken
            smtp.data = lambda text: self._data(smtp, text)
        try:
            self.connection.send_messages([message])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException):
            self.may_have_been_sent &= smtp is not None
            raise

    def close(self) -> None:
        with suppress(OSError):
            self.connection.close()

    def _smtp(self) -> Any:
        found = getattr(self.connection, "connection", None)
        return found if isinstance(found, smtplib.SMTP) else None

    def _data(self, smtp: smtplib.SMTP, text: Any) -> tuple[int, bytes]:
        self.may_have_been_sent = True
        try:
            code, reply = smtplib.SMTP.data(smtp, text)
        except smtplib.SMTPDataError:  # refused before the text was sent
            self.may_have_been_sent = False
            raise
        self.may_have_been_sent = code == 250
        return code, reply


def _answers(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.noop()[0] == 250
    except OSError:  # of which smtplib's exceptions are subclasses
        return False
