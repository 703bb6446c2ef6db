"""The worker deletes old mails."""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.signals import worker_run


@receiver(worker_run)
def delete_old_mails(**kwargs: Any) -> None:
    """Mails are personal data: they are kept only as long as it takes to see what went wrong."""
    old = OutgoingMail.objects.filter(finished__lt=timezone.now() - settings.MAIL_KEEP_FOR)
    if old.exists():  # avoids a needless write lock on SQLite
        old.delete()
