"""Actions of editors on a sending. Each function checks the expected state in the query that changes it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from home.newsletter.sending.audience import issues
from home.newsletter.sending.model import Delivery, Sending
from home.newsletter.sending.starting import composed

State = Sending.State


def schedule(issue: UUID, title: str, starts: datetime, user: Any) -> bool:
    """Schedules a sending. Returns False if another editor was quicker."""
    try:
        with transaction.atomic():
            Sending.objects.create(issue=issue, title=title, starts=starts, created_by=user)
    except IntegrityError:
        return False
    return True


def cancel(sending: Sending) -> bool:
    """Cancels a sending that has not begun, which may be scheduled again. Returns whether it did."""
    unbegun = Sending.objects.filter(pk=sending.pk, started=None)
    return bool(unbegun.filter(state__in=(State.SCHEDULED, State.PAUSED)).delete()[0])


def pause(sending: Sending) -> bool:
    return bool(Sending.objects.filter(pk=sending.pk, state=State.RUNNING).update(state=State.PAUSED))


def resume(sending: Sending) -> bool:
    paused = Sending.objects.filter(pk=sending.pk, state=State.PAUSED)
    changes = {"problem": "", "next_try": None}
    if paused.filter(started=None).update(state=State.SCHEDULED, starts=timezone.now(), **changes):
        return True
    return bool(paused.update(state=State.RUNNING, **changes))


@transaction.atomic
def recompose(sending: Sending) -> bool:
    """Recomposes the mails for readers who have not got them yet. Raises the same as composing."""
    locked = Sending.objects.select_for_update().filter(pk=sending.pk, state=State.PAUSED).exclude(started=None).first()
    if locked is None:
        return False
    locked.mails |= composed(issues(locked.issue))  # a language that has been unpublished keeps its old mail
    locked.save(update_fields=["mails"])
    return True


@transaction.atomic
def stop(sending: Sending) -> bool:
    """Stops the sending permanently: readers who have not got it yet will not. Returns whether it did."""
    going = Sending.objects.filter(pk=sending.pk, state__in=(State.RUNNING, State.PAUSED)).exclude(started=None)
    if not going.update(state=State.STOPPED, finished=timezone.now()):
        return False
    Delivery.objects.filter(sending=sending, state=Delivery.State.WAITING).update(state=Delivery.State.LEFT_OUT)
    return True


@transaction.atomic
def send_those_in_doubt(sending: Sending) -> int:
    """Resends doubtful deliveries, so some readers may get it twice. Not allowed once it has been stopped."""
    going = Sending.objects.select_for_update().filter(pk=sending.pk).exclude(state=State.STOPPED)
    if not going.exists():
        return 0
    in_doubt = Delivery.objects.filter(sending=sending, state=Delivery.State.DOUBT)
    count = in_doubt.update(state=Delivery.State.WAITING, next_try=None, tries=0)
    if count:
        Sending.objects.filter(pk=sending.pk, state=State.DONE).update(state=State.RUNNING, finished=None)
    return count


ACTIONS = {
    "pause": pause,
    "resume": resume,
    "recompose": recompose,
    "stop": stop,
    "doubt": send_those_in_doubt,
}
