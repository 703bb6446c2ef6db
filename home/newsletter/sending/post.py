"""One connection to the mail server, reused for many mails. Tells whether a failed mail may have been sent."""

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
        """Raises an `OSError` if there is no server. Called before a mail is marked, so that none is left in doubt."""
        self.may_have_been_sent = False
        if (smtp := self._smtp()) and not _answers(smtp):  # servers close idle connections after some minutes
            self.close()
        self.connection.open()

    def hand_over(self, message: EmailMessage) -> None:
        """Raises the exceptions of the backend."""
        smtp = self._smtp()
        self.may_have_been_sent = smtp is None  # other backends only report what was refused
        if smtp:  # `sendmail` calls `data` once sender and recipient are accepted
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
    except OSError:  # the base class of smtplib's exceptions
        return False
