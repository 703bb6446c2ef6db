"""How subscriptions begin and end. Each function is one transaction.

Each locks the reader first, and several readers in the order of their primary keys, so that there are no deadlocks. A
row that is gone by then was deleted by a concurrent request.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.readers.addresses import digest, digests, folded
from cms.base.readers.kinds import Kind
from cms.base.readers.mails import send_already_subscribed, send_confirmation
from cms.base.readers.model import Reader, Subscription, Unsubscribed
from cms.base.signals import data_erased

Mails = OutgoingMail.Kind


@transaction.atomic
def request_confirmation(kind: Kind, topic: str, address: str, language: str, wording: str) -> None:
    """Sends a mail to `address` with which its owner can confirm. Calling it again sends another one."""
    reader, _ = Reader.objects.select_for_update().get_or_create(  # locked, so that nobody deletes it in the meantime
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
    """Puts the subscription into effect. Since the mailbox has received the link, mail arrives there."""
    readers = locked([subscription.reader_id])
    found = Subscription.objects.filter(pk=subscription.pk, confirmed=None).first() if readers else None
    if found is None:
        return
    now = timezone.now()
    Subscription.objects.filter(pk=found.pk).update(confirmed=now, done_until=now)
    Reader.objects.filter(pk=found.reader_id).update(language=found.language, refusals=0, refused=None)
    Unsubscribed.objects.filter(digest__in=list(digests(readers[0].address)), kind=found.kind).delete()


@transaction.atomic
def end(subscriptions: Iterable[Subscription]) -> None:
    """Deletes the subscriptions. Only the readers' wish not to be subscribed by others is remembered."""
    ids = {subscription.pk: subscription.reader_id for subscription in subscriptions}
    for reader in locked(set(ids.values())):
        ending = reader.subscriptions.filter(pk__in=ids)
        for kind in set(ending.confirmed().values_list("kind", flat=True)):
            Unsubscribed.objects.get_or_create(digest=reader.digest, kind=kind)
        ending.delete()
        if Reader.objects.filter(pk=reader.pk, subscriptions=None).delete()[0]:
            delete_mails(reader.address, Mails.SUBSCRIPTION)


@transaction.atomic
def erase(reader: Reader) -> None:
    """Deletes everything, including the record that they had unsubscribed."""
    locked([reader.pk])
    Reader.objects.filter(pk=reader.pk).delete()
    Unsubscribed.objects.filter(digest=reader.digest).delete()
    forget(reader.address)


def locked(ids: Iterable[int]) -> list[Reader]:
    """Those that still exist, locked. Must be called in a transaction."""
    return list(Reader.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


@transaction.atomic
def forget(address: str) -> None:
    """Deletes what is left of a former reader, in every app."""
    Unsubscribed.objects.filter(digest__in=list(digests(address))).delete()
    delete_mails(address, Mails.SUBSCRIPTION, Mails.OTHER)  # the other kinds belong to user accounts
    data_erased.send(sender=None, address=address)


def delete_mails(address: str, *kinds: str) -> None:
    """Deletes mails, including unsent ones."""
    OutgoingMail.objects.filter(kind__in=kinds, recipient__iexact=address).delete()
