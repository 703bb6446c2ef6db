"""The worker deletes addresses that were never confirmed."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from cms.base.mail.model import OutgoingMail
from cms.base.readers.model import Reader, Subscription
from cms.base.readers.subscribing import delete_mails, locked
from cms.base.signals import worker_run


@receiver(worker_run)
def delete_never_confirmed(**kwargs: Any) -> None:
    old = Subscription.objects.never_confirmed()
    if not old.exists():  # avoids a needless write lock on SQLite
        return
    with transaction.atomic():
        readers = locked(list(old.values_list("reader", flat=True)))
        old.filter(reader__in=readers).delete()
        for reader in readers:
            if Reader.objects.filter(pk=reader.pk, subscriptions=None).delete()[0]:
                delete_mails(reader.address, OutgoingMail.Kind.SUBSCRIPTION)
