"""Only numbers are kept of a sent newsletter. Also provides a reader's own data."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from cms.base.readers.addresses import folded
from cms.base.signals import data_requested, mail_refused, worker_run
from home.newsletter.sending.model import Delivery, Sending


@receiver(worker_run)
def keep_numbers_only(**kwargs: Any) -> None:
    old = Sending.objects.filter(
        state__in=(Sending.State.DONE, Sending.State.STOPPED),
        finished__lt=timezone.now() - settings.MAIL_KEEP_FOR,
        numbers={},
    )
    for sending in old:
        with transaction.atomic():
            sending.numbers = sending.counted() or {"": {}}  # not {}, or every run would process it
            sending.mails = {}
            sending.save(update_fields=["numbers", "mails"])
            sending.deliveries.all().delete()


@receiver(mail_refused)
def mark_what_came_back(address: str, came_back: bool, **kwargs: Any) -> None:
    """Marks the last newsletter as bounced: mail services report that within minutes, perhaps twice."""
    mine = Delivery.objects.filter(reader__folded=folded(address)).exclude(handed=None)
    last = mine.order_by("-handed").values("pk")[:1] if came_back else ()
    Delivery.objects.filter(pk__in=last, state=Delivery.State.SENT).update(state=Delivery.State.REFUSED)


@receiver(data_requested)
def newsletters_of(address: str, **kwargs: Any) -> dict[str, Any]:
    rows = Delivery.objects.filter(reader__folded=folded(address)).select_related("sending").order_by("pk")
    return {"newsletters": [{"title": row.sending.title, "state": row.state, "time": row.handed} for row in rows]}
