"""All that there is about one reader, for themselves to read."""

from typing import Any

from django.dispatch import Signal

from cms.base.readers.addresses import digests, folded, normalised
from cms.base.readers.kinds import label_of
from cms.base.readers.model import Reader, Unsubscribed

data_requested = Signal()  # reader: receivers return a dictionary of what else there is about them


def find(address: str) -> Reader | None:
    """Raises a `ValidationError` for what is no address."""
    return Reader.objects.filter(folded=folded(normalised(address))).first()


def all_data(address: str) -> dict[str, Any]:
    """Also of somebody who is no reader any more. Raises a `ValidationError` for what is no address."""
    if reader := find(address):
        return data_of(reader)
    known = Unsubscribed.objects.filter(digest__in=list(digests(normalised(address))))
    return {"unsubscribed": [{"kind": each.kind, "since": each.since} for each in known]}


def data_of(reader: Reader) -> dict[str, Any]:
    data: dict[str, Any] = {
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
    }
    further: list[Any] = data_requested.send(sender=None, reader=reader)
    for _receiver, more in further:
        data.update(more)
    return data
