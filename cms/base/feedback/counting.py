"""How many readers a page has helped, by their own words."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from cms.base.feedback.model import HelpfulCount


def count_reader(page_id: int) -> None:
    """Adds one to the count of this month."""
    month = timezone.localdate().replace(day=1)
    HelpfulCount.objects.bulk_create([HelpfulCount(page_id=page_id, month=month)], ignore_conflicts=True)
    HelpfulCount.objects.filter(page=page_id, month=month).update(count=F("count") + 1)


def lately() -> QuerySet[HelpfulCount]:
    """The counts of this month and the eleven before it."""
    today = timezone.localdate()
    first = date(today.year - 1, today.month + 1, 1) if today.month < 12 else date(today.year, 1, 1)
    return HelpfulCount.objects.filter(month__gte=first)


def readers_helped(keys: Iterable[UUID]) -> dict[UUID, int]:
    """The number of readers by translation key, across all languages, in the last twelve months. One query."""
    of_keys = lately().filter(page__translation_key__in=list(keys)).order_by()
    return dict(of_keys.values_list("page__translation_key").annotate(readers=Sum("count")))
