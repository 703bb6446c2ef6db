"""How subscriptions begin and end. Each function is one transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.readers.addresses import digest, digests, folded
from cms.base.readers.kinds import Kind
from cms.base.readers.mails import send_already_subscribed, send_confirmation
from cms.base.readers.model import Reader, Subscription, Unsubscribed


@transaction.atomic
def ask(kind: Kind, topic: str, address: str, language: str, wording: str) -> None:
    """Sends a mail to `address`, by which its owner can confirm. Asking again sends another one."""
    reader, _ = Reader.objects.select_for_update().get_or_create(  # locked, so that nobody deletes it meanwhile
        folded=folded(address), defaults={"address": address, "digest": digest(address), "language": language}
    )
    subscription, is_new = Subscription.objects.get_or_create(
        reader=reader, kind=kind.name, topic=topic, defaults={"language": language, "wording": wording}
    )
    if subscription.confirmed:
        send_already_subscribed(subscription, kind, language)
        return
    if not is_new:
        subscription.language, subscription.wording, subscription.asked = language, wording, timezone.now()
        subscription.save(update_fields=["language", "wording", "asked"])
    send_confirmation(subscription, kind)


@transaction.atomic
def confirm(subscription: Subscription) -> None:
    """From now on it counts. A mailbox that has received the link is one that mail arrives in."""
    now = timezone.now()
    Subscription.objects.filter(pk=subscription.pk, confirmed=None).update(confirmed=now, done_until=now)
    reader = subscription.reader
    reader.language, reader.refusals, reader.refused = subscription.language, 0, None
    reader.save(update_fields=["language", "refusals", "refused"])
    Unsubscribed.objects.filter(digest__in=list(digests(reader.address)), kind=subscription.kind).delete()


@transaction.atomic
def end(subscriptions: Iterable[Subscription]) -> None:
    """Nothing of them is kept but that their readers do not want to be subscribed by others."""
    for subscription in subscriptions:
        reader = Reader.objects.select_for_update().filter(pk=subscription.reader_id)
        if reader.exists() and subscription.confirmed:
            Unsubscribed.objects.get_or_create(digest=subscription.reader.digest, kind=subscription.kind)
        Subscription.objects.filter(pk=subscription.pk).delete()
        if reader.filter(subscriptions=None).delete()[0]:
            delete_mails(subscription.reader.address)


@transaction.atomic
def erase(reader: Reader) -> None:
    """Everything, also that they had unsubscribed."""
    Unsubscribed.objects.filter(digest=reader.digest).delete()
    forget(reader.address)
    reader.delete()


def forget(address: str) -> None:
    """What is left of somebody who is no reader any more."""
    Unsubscribed.objects.filter(digest__in=list(digests(address))).delete()
    delete_mails(address)


def delete_mails(address: str) -> None:
    """About subscriptions, also those that wait to be sent."""
    OutgoingMail.objects.filter(kind=OutgoingMail.Kind.SUBSCRIPTION, recipient__iexact=address).delete()
