"""An issue on its way to its readers: one `Sending` per issue, one `Delivery` per reader."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.base.mail.model import ATTEMPT, LONGEST_WAIT, WAIT, OutgoingMail

Numbers = dict[str, dict[str, int]]  # language: {state of a delivery: how many}


class Sending(models.Model):
    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        RUNNING = "running", _("Being sent")
        PAUSED = "paused", _("Paused")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Sent")

    class Problem(models.TextChoices):
        """Problems in addition to those of mails."""

        UNPUBLISHED = "unpublished", _("This issue is not published in any language that visitors are offered.")
        COMPOSING = "composing", _("The e-mail could not be composed. An administrator can find the reason in the log.")

    issue = models.UUIDField(unique=True)  # the translation key: nobody gets an issue twice, in any language
    title = models.CharField(max_length=255)
    mails = models.JSONField(default=dict)  # {language: a composed mail}, from the start until all were sent
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)
    starts = models.DateTimeField(default=timezone.now)
    created = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    next_try = models.DateTimeField(null=True, blank=True)  # the mail server is in trouble until then
    problem = models.CharField(max_length=20, blank=True)  # one of its own, or a problem of mails
    numbers = models.JSONField(default=dict)  # kept after the deliveries are deleted

    class Meta:
        verbose_name = _("sending of a newsletter")
        verbose_name_plural = _("sendings of newsletters")
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.title

    def counted(self) -> Numbers:
        if self.numbers:
            return dict(self.numbers)
        found: Numbers = {}
        rows = self.deliveries.values_list("language", "state").annotate(Count("pk")).order_by("language")
        for language, state, count in rows:
            found.setdefault(language, {})[state] = count
        return found


class DeliveryQuerySet(models.QuerySet):
    def due(self) -> Self:
        free = Q(next_try=None) | Q(next_try__lte=timezone.now())
        return self.filter(free, state=Delivery.State.WAITING)

    def lost(self) -> Self:
        """Handed over by a worker that never reported the result, because it was killed."""
        return self.filter(state=Delivery.State.HANDING, handed__lt=timezone.now() - ATTEMPT)


class Delivery(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HANDING = "handing", _("Being handed over")  # committed before the mail server gets it
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Address refused")
        FAILED = "failed", _("Not sent")
        DOUBT = "doubt", _("In doubt")  # perhaps sent: not retried unless an editor says so
        LEFT_OUT = "left-out", _("Left out")  # unsubscribed in the meantime, or the sending was stopped

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="deliveries")
    reader = models.ForeignKey("base.Reader", null=True, on_delete=models.SET_NULL, related_name="deliveries")
    language = models.CharField(max_length=12)  # of the mail
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    handed = models.DateTimeField(null=True, blank=True, db_index=True)
    problem = models.CharField(max_length=20, choices=OutgoingMail.Problem.choices, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sending", "reader"], name="home_delivered_once")]
        indexes = [models.Index(fields=["sending", "state", "next_try"], name="home_delivery_due")]

    def __str__(self) -> str:
        return f"{self.sending} → {self.reader_id}"

    def wait(self) -> timedelta:
        return min(WAIT * 2 ** min(self.tries, 10), LONGEST_WAIT)


def total(numbers: Numbers, state: str) -> int:
    return sum(by_state.get(state, 0) for by_state in numbers.values())


def deliveries_for(sending: Sending, readers: Iterable[tuple[Any, str]]) -> list[Delivery]:
    """`readers` are pairs of primary key and language of the mail."""
    return [Delivery(sending=sending, reader_id=pk, language=language) for pk, language in readers]
