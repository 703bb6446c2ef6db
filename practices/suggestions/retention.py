"""Deletes senders' names and addresses some time after the decision, or if there is none for long."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone

from cms.base.signals import worker_run
from practices.suggestions.model import KEPT_DECLINED, KEPT_UNDECIDED, Suggestion


@receiver(worker_run)
def delete_senders(**kwargs: Any) -> None:
    """Also deletes the answer, which contains their name. A draft has its own contact person."""
    now = timezone.now()
    is_over = Q(decided__lt=now - KEPT_DECLINED) | Q(decided=None, created__lt=now - KEPT_UNDECIDED)
    due = Suggestion.objects.filter(is_over).exclude(name="", email="", message="")
    if due.exists():  # avoids a needless write lock on SQLite
        due.update(name="", email="", message="", fingerprint=None)
