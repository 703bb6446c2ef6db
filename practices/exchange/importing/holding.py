"""Optimistic locking: a process owns the import that it works on as long as nobody else has continued with it.

This is determined by its state and the process's last sign of life. So a slow process that was presumed dead changes
nothing when it finishes.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from practices.exchange.importing.model import Import


class Taken(Exception):
    """Somebody else has continued with the import or discarded it, so the results are void."""


def take(run: Import, free: Q, **values: Any) -> bool:
    """Takes the import if the condition `free` holds, and refreshes `run`. Returns whether it did."""
    with transaction.atomic():
        asked = Import.objects.filter(free, pk=run.pk, state=run.state)
        if not asked.update(alive_at=timezone.now(), **values):
            return False
        run.refresh_from_db()
    return True


def update_held(run: Import, **values: Any) -> None:
    """Updates the row; `run` stays as it was when the step began. Raises `Taken`."""
    if not Import.objects.filter(pk=run.pk, state=run.state, alive_at=run.alive_at).update(**values):
        raise Taken


def show_life(run: Import, **values: Any) -> None:
    """Call outside transactions, or nobody would see it. Raises `Taken`."""
    now = timezone.now()
    update_held(run, alive_at=now, **values)
    run.alive_at = now


def delete_unbegun(found: QuerySet[Import]) -> bool:
    """Deletes those of `found` that are idle and have written nothing. Returns whether there were any."""
    with transaction.atomic():
        waiting = found.filter(state__in=Import.BEFORE_WRITING).select_for_update(of=("self",))
        keys = list(waiting.values_list("pk", flat=True))
        Import.objects.filter(pk__in=keys).delete()
    return bool(keys)
