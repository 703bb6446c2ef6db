"""Readers who get mails at their own request: an address, its subscriptions, and the proof of consent."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.base.languages import language_name

CONFIRM_WITHIN = timedelta(days=7)
HARD_REFUSALS = 3  # in a row, from different mailings: then the address gets no more mail


class ReaderQuerySet(models.QuerySet):
    def subscribed_to(self, kind: str) -> Self:
        """Readers who have confirmed it and whose address has not been refused permanently."""
        confirmed = Subscription.objects.filter(kind=kind).confirmed()
        return self.filter(pk__in=confirmed.values("reader"), refused=None)


class Reader(models.Model):
    """One address, regardless of case. It is deleted with its last subscription."""

    address = models.CharField(_("e-mail address"), max_length=254)  # as typed, with the domain normalised
    folded = models.CharField(max_length=254, unique=True)
    digest = models.CharField(max_length=32, unique=True)  # in links: the same if the reader comes back later
    language = models.CharField(_("language"), max_length=12)
    created = models.DateTimeField(_("created"), default=timezone.now)
    refusals = models.PositiveSmallIntegerField(default=0)  # in a row
    refused = models.DateTimeField(_("refused"), null=True, blank=True)  # given up: the mailbox does not exist

    objects = ReaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        ordering = ["folded"]

    def __str__(self) -> str:
        return self.address

    def get_language_display(self) -> str:
        return language_name(self.language)


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.exclude(confirmed=None)

    def never_confirmed(self) -> Self:
        return self.filter(confirmed=None, asked__lt=timezone.now() - CONFIRM_WITHIN)


class Subscription(models.Model):
    """In effect once it is confirmed. `asked`, `wording`, `language`, `confirmed` and `source` are the proof."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="subscriptions")
    kind = models.CharField(max_length=30)  # the name of a `Kind`
    topic = models.CharField(max_length=1000, blank=True)  # what exactly, such as a search: depends on the kind
    language = models.CharField(max_length=12)  # the language that the wording was shown in
    wording = models.TextField()  # what the reader has agreed to
    asked = models.DateTimeField(default=timezone.now)
    confirmed = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)  # of an import; "" for the form on the site
    done_until = models.DateTimeField(null=True, blank=True)  # everything older has been sent, or is too old to be

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "kind", "topic"], name="base_subscribed_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reader}"

    def is_too_old_to_confirm(self) -> bool:
        return self.asked < timezone.now() - CONFIRM_WITHIN


class Unsubscribed(models.Model):
    """All that is stored about someone who has unsubscribed, so that an imported list does not bring them back."""

    digest = models.CharField(max_length=32)
    kind = models.CharField(max_length=30)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "kind"], name="base_unsubscribed_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.digest}"
