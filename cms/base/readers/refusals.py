"""Addresses that mail bounces from, as reported by the mail server at once or by a mail service later."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.dispatch import receiver
from django.utils import timezone

from cms.base.readers.addresses import folded
from cms.base.readers.model import HARD_REFUSALS, Reader, Subscription
from cms.base.readers.subscribing import end
from cms.base.signals import mail_delivered, mail_refused, mail_unwanted


@receiver(mail_refused)
@transaction.atomic
def count_refusal(address: str, **kwargs: Any) -> None:
    """A mailbox may be closed for a day: an address is given up only after several mails."""
    reader = Reader.objects.filter(folded=folded(address))
    reader.update(refusals=F("refusals") + 1)
    reader.filter(refusals__gte=HARD_REFUSALS, refused=None).update(refused=timezone.now())


@receiver(mail_delivered)
def forget_refusals(address: str, **kwargs: Any) -> None:
    Reader.objects.filter(folded=folded(address), refusals__gt=0).update(refusals=0)


@receiver(mail_unwanted)
def unsubscribe_from_all(address: str, **kwargs: Any) -> None:
    end(Subscription.objects.filter(reader__folded=folded(address)).select_related("reader"))
