"""At New Year, practices that are ongoing have run in one more year."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from cms.base.signals import worker_run
from practices.models import PracticePage
from search.projection.indexing import batches, update

_done: dict[str, int] = {}  # the year for which this process has last updated the entries


@receiver(worker_run)
def update_ongoing(**kwargs: Any) -> None:
    """Runs once a year, and when the worker starts, which may have been down at midnight."""
    year = timezone.localdate().year
    if _done.get("year") == year:
        return
    ongoing = PracticePage.objects.filter(original_page=None, ongoing=True).order_by("pk")
    for batch in batches(ongoing.values_list("translation_key", flat=True)):
        update(batch)
    _done["year"] = year
