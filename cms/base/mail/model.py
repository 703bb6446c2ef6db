"""The outbox: mails waiting to be sent and, for a while, those that were sent."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

WAIT = timedelta(minutes=1)  # after the first failure; doubled after each further one
LONGEST_WAIT = timedelta(hours=1)
# How long one attempt may take at most: many times EMAIL_TIMEOUT, because a delivery takes several round trips. A
# worker holds a mail for this long; if the worker was killed, the mail is due again afterwards.
ATTEMPT = timedelta(minutes=15)
OVERDUE = timedelta(minutes=15)  # a mail that waits longer than this is a reason to warn administrators


class OutgoingMailQuerySet(models.QuerySet):
    def due(self) -> Self:
        now = timezone.now()
        free = models.Q(taken=None) | models.Q(taken__lt=now - ATTEMPT)
        return self.filter(free, status=OutgoingMail.Status.WAITING, next_try__lte=now)

    def in_trouble(self) -> Self:
        """Mails that were given up or should have been sent long ago."""
        overdue = models.Q(status=OutgoingMail.Status.WAITING, created__lt=timezone.now() - OVERDUE)
        return self.filter(overdue | models.Q(status=OutgoingMail.Status.FAILED))

    def unsent(self) -> Self:
        return self.exclude(status=OutgoingMail.Status.SENT)

    def retry(self) -> int:
        """Make all of them due now, including those that were given up. Returns how many."""
        now = timezone.now()
        return self.unsent().update(
            status=OutgoingMail.Status.WAITING, tries=0, next_try=now, retried=now, finished=None
        )


class OutgoingMail(models.Model):
    """One mail to one recipient, so that other recipients' servers do not affect it.

    `headers`, `alternatives` and `attachments` are what an `EmailMessage` takes. The content is personal data: it is
    erased as soon as the mail is sent, and the admin never shows it.
    """

    class Kind(models.TextChoices):
        REVIEW = "review", _("Review")
        SCHEDULE = "schedule", _("Cancelled scheduled publication")
        PASSWORD = "password", _("New password")
        SUBSCRIPTION = "subscription", _("Subscription")
        INVITATION = "invitation", _("Invitation")
        NOTIFICATION = "notification", _("Other notification")
        OTHER = "other", _("Other")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    class Problem(models.TextChoices):
        NO_HOST = "no-host", _("The name of the mail server is unknown.")
        CONNECTION = "connection", _("The connection to the mail server failed.")
        SILENT = "silent", _("The mail server did not answer in time.")
        CERTIFICATE = "certificate", _("The mail server’s certificate is not valid.")
        PASSWORD = "password", _("The mail server refused the user name or the password.")
        RECIPIENT = "recipient", _("The mail server refused the recipient.")
        SENDER = "sender", _("The mail server refused the sender.")
        MESSAGE = "message", _("The mail server refused the message.")
        INVALID = "invalid", _("The message is not valid.")
        OTHER = "other", _("The e-mail could not be handed over to the mail server.")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    recipient = models.CharField(_("recipient"), max_length=500)
    sender = models.CharField(max_length=500)
    subject = models.TextField(blank=True)
    body = models.TextField(blank=True)
    body_subtype = models.CharField(max_length=40, default="plain")
    headers = models.JSONField(default=dict, blank=True)
    alternatives = models.JSONField(default=list, blank=True)  # [content, type]
    attachments = models.JSONField(default=list, blank=True)  # [name, content in base64, type]

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.WAITING)
    created = models.DateTimeField(_("created"), default=timezone.now)
    retried = models.DateTimeField(null=True, blank=True)  # when an administrator last asked for another try
    tries = models.PositiveIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), default=timezone.now, null=True, blank=True)
    taken = models.DateTimeField(null=True, blank=True)  # when a worker took it, until that reports back
    finished = models.DateTimeField(null=True, blank=True)  # when it was sent or given up
    problem = models.CharField(_("problem"), max_length=20, choices=Problem.choices, blank=True)
    last_error = models.TextField(_("last error"), blank=True)  # as reported by the server or Python

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created", "-pk"]
        indexes = [models.Index(fields=["status", "tries", "next_try"], name="base_mail_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recipient}"

    def wait(self) -> timedelta:
        """How long to wait before the next try."""
        return min(WAIT * 2 ** min(self.tries - 1, 10), LONGEST_WAIT)

    @property
    def waiting_since(self) -> datetime:
        return self.retried or self.created

    @classmethod
    def erased(cls) -> dict[str, Any]:
        """Field values that erase the content of a mail."""
        return {"subject": "", "body": "", "headers": {}, "alternatives": [], "attachments": []}
