"""What a mail is about, for the list in the admin."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.mail import EmailMessage

from cms.base.context_values import holding
from cms.base.mail.model import OutgoingMail

Kind = OutgoingMail.Kind
_kind: ContextVar[Kind | None] = ContextVar("kind", default=None)


@contextmanager
def mails_of_kind(kind: Kind) -> Iterator[None]:
    """Mails written inside the block, perhaps by Wagtail or Django, are of this kind."""
    with holding(_kind, kind):
        yield


def kind_of(message: EmailMessage) -> Kind:
    if kind := _kind.get():
        return kind
    if message.extra_headers.get("Auto-Submitted"):  # set by Wagtail on all its mails
        return Kind.NOTIFICATION
    return Kind.OTHER
