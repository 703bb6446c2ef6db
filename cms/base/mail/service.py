"""Sends mail through a service that django-anymail supports. Its errors are converted to SMTP errors.

So code that handles mail trouble sees one kind of error: what was refused, by whom, and whether a retry may help.
"""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from requests import ConnectTimeout, ReadTimeout
from urllib3.exceptions import MaxRetryError

ABOUT_THE_MAIL = {400, 404, 413, 422}  # HTTP statuses that refuse one mail: the next may be fine
ABOUT_THE_KEY = {401, 403}


class ServiceBackend(BaseEmailBackend):
    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.service = get_connection(f"anymail.backends.{settings.MAIL_SERVICE}.EmailBackend", fail_silently)

    def open(self) -> bool | None:
        return self.service.open()

    def close(self) -> None:
        self.service.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with _as_smtp_errors():
            return self.service.send_messages(email_messages)


@contextmanager
def _as_smtp_errors() -> Iterator[None]:
    """Raises an `SMTPException` if a mail was certainly not sent, and another `OSError` if that is unknown."""
    try:
        yield
    except AnymailRecipientsRefused as error:
        refused = dict.fromkeys(error.email_message.to, (550, b"refused by the mail service"))
        raise smtplib.SMTPRecipientsRefused(refused) from error
    except AnymailAPIError as error:
        raise _smtp_error(error) from error


def _smtp_error(error: AnymailAPIError) -> OSError:
    status, text = error.status_code, str(error)[:1000]
    if status in ABOUT_THE_KEY:
        return smtplib.SMTPAuthenticationError(status, text)
    if status in ABOUT_THE_MAIL:
        return smtplib.SMTPDataError(550, text)
    if status:
        return smtplib.SMTPConnectError(status, text)
    if isinstance(error, ReadTimeout):
        return TimeoutError(text)  # may have been sent
    if isinstance(error, ConnectTimeout) or (error.__cause__ and isinstance(_reason(error.__cause__), MaxRetryError)):
        return smtplib.SMTPConnectError(503, text)
    return ConnectionError(text)


def _reason(error: BaseException) -> object:
    """The error of urllib3, if it never got a connection."""
    return error.args[0] if error.args else None
