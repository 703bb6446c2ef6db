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
from cms.base.translation.desk.begin import begin_page
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.preparation import Preparation
from cms.base.translation.texts.version import PAGE

log = logging.getLogger(__name__)
SECONDS = 5.0  # per round; then it is the turn of mails
KEEP_FOR = timedelta(days=7)


def prepare(items: Iterable[TranslationItem], user: Any) -> Preparation:
    """Leaves out items that are already begun or need no beginning."""
    waiting = [item.pk for item in items if item.kind == PAGE and not item.is_begun]
    Preparation.objects.filter(asked__lt=timezone.now() - KEEP_FOR).delete()
    return Preparation.objects.create(user=user, waiting=waiting, total=len(waiting))


@receiver(mail_round)
def prepare_some(**kwargs: Any) -> None:
    until = monotonic() + SECONDS
    for pk in list(Preparation.objects.exclude(waiting=[]).order_by("pk").values_list("pk", flat=True)):
        while monotonic() < until and _next(pk):
            pass


@transaction.atomic
def _next(pk: int) -> bool:
    """Begins the next page in all waiting languages. Returns whether there was one.

    Each runs in its own transaction; one that fails is reported and does not stop the others.
    """
    # Locked, so that two workers do not begin the same one.
    preparation = Preparation.objects.select_for_update(skip_locked=True).filter(pk=pk).exclude(waiting=[]).first()
    if preparation is None:
        return False
    waiting = TranslationItem.objects.filter(pk__in=preparation.waiting).select_related("locale")
    first = waiting.order_by("pk").first()
    items = list(waiting.filter(object_key=first.object_key)) if first else []
    try:
        with transaction.atomic():
            if not all(may_begin(preparation.user, item) for item in items):
                raise PermissionDenied
            if first:
                begin_page(first.object_key, [item.locale for item in items], preparation.user)
    except Exception:
        log.exception("“%s” could not be prepared.", first)
        preparation.failed += map(str, items)
    done = {item.pk for item in items} or set(preparation.waiting)  # all remaining items are gone
    preparation.waiting = [each for each in preparation.waiting if each not in done]
    preparation.save(update_fields=["waiting", "failed"])
    return True
