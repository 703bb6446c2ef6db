"""An import that a process works on is its own as long as nobody else has gone on with it.

Its state, and the sign of life that the process has given last, tell that. A process that was slow, and is taken for
dead, so changes nothing when it comes to the end.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from practices.exchange.importing.model import Import


class Taken(Exception):
    """Somebody else has gone on with the import, or has thrown it away: what was found out is worth nothing."""


def take(run: Import, free: Q, **values: Any) -> bool:
    """Whether nobody else works on it, by `free`. Then it is this process's, and `run` is what it is by now."""
    with transaction.atomic():
        asked = Import.objects.filter(free, pk=run.pk, state=run.state)
        if not asked.update(alive_at=timezone.now(), **values):
            return False
        run.refresh_from_db()
    return True


def update_held(run: Import, **values: Any) -> None:
    """In the database; `run` stays what it was when the step began. Raises `Taken`."""
    if not Import.objects.filter(pk=run.pk, state=run.state, alive_at=run.alive_at).update(**values):
        raise Taken


def show_life(run: Import, **values: Any) -> None:
    """Outside of transactions, or nobody would see it. Raises `Taken`."""
    now = timezone.now()
    update_held(run, alive_at=now, **values)
    run.alive_at = now


def delete_unbegun(found: QuerySet[Import]) -> bool:
    """Deletes those of `found` of which nothing is written, nor will be meanwhile. Whether there were any."""
    with transaction.atomic():
        waiting = found.filter(state__in=Import.BEFORE_WRITING).select_for_update(of=("self",))
        keys = list(waiting.values_list("pk", flat=True))
        Import.objects.filter(pk__in=keys).delete()
    return bool(keys)
