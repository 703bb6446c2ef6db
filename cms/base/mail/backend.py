"""The site's `EMAIL_BACKEND`: a mail is a row of the database, written in the transaction of the work it is about.

So mail trouble is no reason for work to fail, and no mail tells of work that was rolled back. The worker sends the rows
(`sending.py`) by the backend that `MAIL_DELIVERY_BACKEND` names.
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
        """Checks nothing: what cannot be sent is found out by the worker, and shown in the admin."""
        mails = [(message, list(outgoing(message))) for message in email_messages if message.recipients()]
        with transaction.atomic():  # if the table fails, callers that go on must find a transaction that works
            OutgoingMail.objects.bulk_create(mail for _, rows in mails for mail in rows)
        return len(mails)


def outgoing(message: EmailMessage) -> Iterator[OutgoingMail]:
    """`message` for each of its recipients."""
    headers = {
        # Written now, so that it is the same mail however often it is tried. Not with the name of this machine, as
        # Django does it: the request would wait for a name server.
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
            subject=" ".join(storable(message.subject).split()),  # a line break would make it two headers
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
