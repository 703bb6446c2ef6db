"""Deletes searches made once or twice after a month, and all after a year."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.dispatch import receiver
from django.utils import timezone

from cms.base.signals import worker_run
from search.models import MissedSearch

FREQUENT = 3  # times, over all days and outcomes
KEPT, KEPT_IF_OFTEN = timedelta(days=30), timedelta(days=365)


@receiver(worker_run)
def delete_due(**kwargs: Any) -> None:
    today = timezone.localdate()
    MissedSearch.objects.filter(day__lt=today - KEPT_IF_OFTEN).delete()
    same = MissedSearch.objects.filter(language=OuterRef("language"), text=OuterRef("text")).order_by()
    times = same.values("language", "text").annotate(times=Sum("count")).values("times")
    old = MissedSearch.objects.filter(day__lt=today - KEPT)
    due = list(old.annotate(times=Subquery(times)).filter(times__lt=FREQUENT).values_list("pk", flat=True)[:1000])
    if due:
        MissedSearch.objects.filter(pk__in=due).delete()
