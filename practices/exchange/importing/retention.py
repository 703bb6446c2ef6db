"""Deletes abandoned files, because they may name people."""

from datetime import timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from cms.base.signals import worker_run
from practices.exchange.importing.holding import delete_unbegun
from practices.exchange.importing.model import KEPT_DAYS, CheckedRow, Import, ImportedFile


@receiver(worker_run)
def delete_due(**kwargs: Any) -> None:
    old = Import.objects.filter(begun_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    delete_unbegun(old)
    failed = old.filter(state=Import.State.FAILED, file__isnull=False).values("pk")
    CheckedRow.objects.filter(run__in=failed).delete()
    ImportedFile.objects.filter(run__in=failed).delete()
