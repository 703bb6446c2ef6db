"""Links in mails that let a reader confirm, change and end subscriptions without a password.

They are signed, have no language and identify a reader by a hash of the address, so they keep working when the site's
languages change, and for readers who have unsubscribed and come back.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from cms.base.readers.model import Reader, Subscription

_SEPARATOR = "."


class ForgedLink(Exception):
    """A link that is not signed by this site, or was damaged in transit."""


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"cms.base.readers.{purpose}", sep=_SEPARATOR)


def personal_url(name: str, purpose: str, token: str) -> str:
    """The URL of the view `name` for a mail's recipient; `token` consists of parts separated by "-"."""
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[_signer(purpose).sign(token)])


def parts_of(token: str, purpose: str) -> list[str]:
    """The parts of a signed token. Raises `ForgedLink`."""
    try:
        return _signer(purpose).unsign(token).split("-")
    except BadSignature:
        raise ForgedLink from None


def _topic_key(topic: str) -> str:
    return sha256(topic.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Ending:
    """What an unsubscribe link is about."""

    digest: str
    kind: str
    topic_key: str

    def subscriptions(self) -> list[Subscription]:
        found = Subscription.objects.filter(reader__digest=self.digest, kind=self.kind).select_related("reader")
        return [each for each in found if _topic_key(each.topic) == self.topic_key]


def confirm_url(subscription: Subscription) -> str:
    token = f"{subscription.reader.digest}-{subscription.pk}"
    return personal_url("confirm_subscription", "confirm", token)


def to_confirm(token: str) -> Subscription | None:
    """The subscription to confirm; None if it no longer exists. Raises `ForgedLink`."""
    digest, pk = parts_of(token, "confirm")
    return Subscription.objects.filter(reader__digest=digest, pk=pk).select_related("reader").first()


def preferences_url(reader: Reader) -> str:
    return personal_url("reader_preferences", "preferences", reader.digest)


def reader_of(token: str) -> Reader | None:
    """The reader; None if they are no longer subscribed to anything. Raises `ForgedLink`."""
    [digest] = parts_of(token, "preferences")
    return Reader.objects.filter(digest=digest).first()


def unsubscribe_url(reader: Reader, kind: str, topic: str = "") -> str:
    token = f"{reader.digest}-{_topic_key(topic)}-{kind}"
    return personal_url("unsubscribe", "unsubscribe", token)


def to_end(token: str) -> Ending:
    """What to end. Raises `ForgedLink`."""
    digest, topic_key, *kind = parts_of(token, "unsubscribe")
    return Ending(digest, "-".join(kind), topic_key)


def headers(url: str) -> dict[str, str]:
    """The headers for one-click unsubscribing in mail programs (RFC 8058)."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
