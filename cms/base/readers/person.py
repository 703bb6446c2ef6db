"""Everything stored about one person, found by their address: to read and to delete."""

from typing import Any

from cms.base.mail.model import OutgoingMail
from cms.base.readers.addresses import digests, folded, normalised
from cms.base.readers.kinds import label_of
from cms.base.readers.model import Reader, Unsubscribed
from cms.base.signals import data_requested


def find(address: str) -> Reader | None:
    """The reader with an address. Raises a `ValidationError` if it is not an address."""
    return Reader.objects.filter(folded=folded(normalised(address))).first()


def all_data(address: str) -> dict[str, Any]:
    """Also works for former readers. Raises a `ValidationError` if it is not an address."""
    if reader := find(address):
        return data_of(reader)
    known = Unsubscribed.objects.filter(digest__in=list(digests(normalised(address))))
    return {
        "unsubscribed": [{"kind": each.kind, "since": each.since} for each in known],
        **_further(normalised(address)),
    }


def data_of(reader: Reader) -> dict[str, Any]:
    return {
        "address": reader.address,
        "language": reader.language,
        "since": reader.created,
        "refused": reader.refused,
        "subscriptions": [
            {
                "what": label_of(each.kind, each.topic),
                "kind": each.kind,
                "topic": each.topic,
                "asked": each.asked,
                "confirmed": each.confirmed,
                "language": each.language,
                "wording": each.wording,
                "source": each.source or "form",
            }
            for each in reader.subscriptions.order_by("kind", "topic")
        ],
        **_further(reader.address),
    }


def _further(address: str) -> dict[str, Any]:
    mails = OutgoingMail.objects.filter(recipient__iexact=address).order_by("pk")
    data: dict[str, Any] = {"mails": list(mails.values("kind", "status", "created", "finished"))}
    further: list[Any] = data_requested.send(sender=None, address=address)
    for _receiver, more in further:
        data.update(more)
    return data
