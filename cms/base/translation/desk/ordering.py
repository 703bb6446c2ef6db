"""The orders of the desk."""

from typing import Any

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.state import WAITING, State


def is_overdue() -> Q:
    return Q(due__lt=timezone.localdate(), state__in=WAITING)


def whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def place_of_state() -> Case:
    return Case(*(When(state=state, then=Value(place)) for place, state in enumerate(State)))


def by_urgency(items: QuerySet[TranslationItem]) -> QuerySet[TranslationItem]:
    """Overdue items first, then high priority, then changed originals, oldest first; finished ones last."""
    return items.order_by(
        whether(Q(state__in=WAITING)).desc(),
        whether(is_overdue()).desc(),
        "priority",
        place_of_state(),
        F("waiting_since").asc(nulls_last=True),
        "pk",
    )


def in_order_of(items: QuerySet[TranslationItem], ordering: str) -> QuerySet[TranslationItem]:
    """`ordering` is a column, with "-" for descending. Empty values come last in both directions."""
    column = ordering.lstrip("-")
    if column == "urgency":
        return by_urgency(items)
    key: Any = place_of_state() if column == "state" else F(column)
    is_descending = ordering.startswith("-")
    return items.order_by(key.desc(nulls_last=True) if is_descending else key.asc(nulls_last=True), "pk")
