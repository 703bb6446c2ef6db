"""Makes the deletion of a term and the saving of a page that uses it wait for each other."""

from collections.abc import Collection
from typing import Any

from django.db import models


def lock_terms(model: type[models.Model], ids: Collection[Any]) -> set[Any]:
    """Locks the terms `ids` until the transaction ends. Returns the ids of those that still exist.

    Call `will_change` first: all writers must take their locks in the same order, or they could deadlock.
    """
    terms = model._default_manager.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    return set(terms.values_list("pk", flat=True))
