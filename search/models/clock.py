from django.db import models
from django.db.models import F, Max

from search.models.entry import SearchEntry


class SearchClock(models.Model):
    """One row that counts the changes of the projection.

    Counting locks the row until the transaction ends, so versions become visible in their order: a process that has
    seen version n has seen everything up to n.
    """

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def lock(cls) -> None:
        """Writers wait for each other here before they read what they project: none overwrites what it has not seen."""
        cls.objects.select_for_update().get_or_create(pk=1)

    @classmethod
    def tick(cls) -> int:
        """The next version."""
        cls.objects.filter(pk=1).update(value=F("value") + 1)
        return cls.now()

    @classmethod
    def now(cls) -> int:
        return cls.objects.filter(pk=1).values_list("value", flat=True).first() or 0

    @classmethod
    def now_with_entries(cls) -> tuple[int, int]:
        """The clock's value, and the version of the newest entry: labels move the clock, too."""
        return cls.now(), SearchEntry.objects.aggregate(newest=Max("version"))["newest"] or 0
