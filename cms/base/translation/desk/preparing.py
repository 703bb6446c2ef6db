"""Begins many items in the background."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from time import monotonic
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from cms.base.signals import mail_round
from cms.base.translation.desk.access import may_begin
from cms.base.translation.desk.begin import begin
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.preparation import Preparation

log = logging.getLogger(__name__)
SECONDS = 5.0  # of a round; then mails have their turn
KEPT = timedelta(days=7)


def prepare(items: Iterable[TranslationItem], user: Any) -> Preparation:
    """Those that are begun already are left out."""
    waiting = [item.pk for item in items if not item.is_begun]
    Preparation.objects.filter(asked__lt=timezone.now() - KEPT).delete()
    return Preparation.objects.create(user=user, waiting=waiting, total=len(waiting))


@receiver(mail_round)
def prepare_some(**kwargs: Any) -> None:
    until = monotonic() + SECONDS
    for pk in list(Preparation.objects.exclude(waiting=[]).order_by("pk").values_list("pk", flat=True)):
        while monotonic() < until and _next(pk):
            pass


@transaction.atomic
def _next(pk: int) -> bool:
    """Whether there was one to begin. Each is a transaction of its own; one that fails is told, and stops no other."""
    # Locked: two workers do not begin the same one.
    preparation = Preparation.objects.select_for_update(skip_locked=True).filter(pk=pk).exclude(waiting=[]).first()
    if preparation is None:
        return False
    item = TranslationItem.objects.select_related("locale").filter(pk=preparation.waiting.pop(0)).first()
    if item is not None:
        try:
            with transaction.atomic():
                if not may_begin(preparation.user, item):
                    raise PermissionDenied
                begin(item, preparation.user)
        except Exception:
            log.exception("“%s” could not be prepared.", item)
            preparation.failed.append(str(item))
    preparation.save(update_fields=["waiting", "failed"])
    return True
