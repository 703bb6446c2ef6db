from django.db import connection, models
from django.db.models import F, Subquery

# Asked at each search: written out, because the ORM takes longer to write it than the database to answer.
NOW_WITH_ENTRIES = """
SELECT value, (SELECT max(version) FROM search_searchentry) FROM search_searchclock WHERE id = 1
"""


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
    def as_column(cls) -> Subquery:
        """The clock's value, to be read by the query of another table."""
        return Subquery(cls.objects.filter(pk=1).values("value"))

    @classmethod
    def now_with_entries(cls) -> tuple[int, int]:
        """The clock's value, and the version of the newest entry: labels move the clock, too."""
        with connection.cursor() as cursor:
            cursor.execute(NOW_WITH_ENTRIES)
            now, entries = cursor.fetchone() or (0, 0)
        return now, entries or 0
