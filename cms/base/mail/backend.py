"""The site's `EMAIL_BACKEND`: stores each mail as a database row, in the transaction of the work it is about.

So mail trouble does not make work fail, and no mail reports work that was rolled back. The worker sends the rows
(`sending.py`) through `MAIL_DELIVERY_BACKEND`.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from email.mime.base import MIMEBase
from email.utils import formatdate, make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from cms.base.mail.kinds import kind_of
from cms.base.mail.model import OutgoingMail
from cms.base.mail.sender import named
from cms.base.text import storable


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Checks nothing: the worker finds out what cannot be sent, and the admin shows it."""
        mails = [(message, list(outgoing(message))) for message in email_messages if message.recipients()]
        with transaction.atomic():  # if the insert fails, callers that carry on need a usable transaction
            OutgoingMail.objects.bulk_create(mail for _, rows in mails for mail in rows)
        return len(mails)


def outgoing(message: EmailMessage) -> Iterator[OutgoingMail]:
    """One row of `message` per recipient."""
    headers = {
        # Written now, so that it stays the same mail however often it is tried. Without the name of this machine, which
        # Django uses: the request would wait for the DNS.
        "Message-ID": make_msgid(domain=urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"),
        "Date": formatdate(localtime=settings.EMAIL_USE_LOCALTIME),
    }
    for name, addresses in (("To", message.to), ("Cc", message.cc), ("Reply-To", message.reply_to)):
        if addresses:
            headers[name] = ", ".join(storable(address) for address in addresses)
    headers |= {storable(name): storable(value) for name, value in message.extra_headers.items()}
    for recipient in message.recipients():
        yield OutgoingMail(
            kind=kind_of(message),
            recipient=storable(recipient)[:500],
            sender=named(storable(message.from_email))[:500],
            subject=" ".join(storable(message.subject).split()),  # a line break would start another header
            body=storable(message.body),
            body_subtype=message.content_subtype,
            headers=headers,
            alternatives=[[storable(content), type_] for content, type_ in getattr(message, "alternatives", [])],
            attachments=[attachment(each) for each in message.attachments],
        )


def attachment(given: Any) -> list[str | None]:
    if isinstance(given, MIMEBase):
        content, name, type_ = given.get_payload(decode=True), given.get_filename(), given.get_content_type()
    else:
        name, content, type_ = given
    raw = content if isinstance(content, bytes) else str(content).encode()
    return [name, b64encode(raw).decode(), type_]
