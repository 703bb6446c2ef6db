from django.db import connection, models, transaction
from django.db.models import Subquery

from search.models.clock_state import Uncommitted

# Raw SQL, because the ORM takes longer to build these queries than the database to run them.
NOW = "SELECT value FROM search_searchclock WHERE id = 1"
NOW_WITH_ENTRIES = """
SELECT value, (SELECT max(version) FROM search_searchentry) FROM search_searchclock WHERE id = 1
"""
# Creates the row if it is missing, and locks it without updating it.
LOCK = """
INSERT INTO search_searchclock (id, value) VALUES (1, 0)
ON CONFLICT (id) DO UPDATE SET value = search_searchclock.value WHERE false
"""
TICK = """
INSERT INTO search_searchclock (id, value) VALUES (1, 1)
ON CONFLICT (id) DO UPDATE SET value = search_searchclock.value + 1 RETURNING value
"""


class SearchClock(models.Model):
    """One row that counts the changes of the projection.

    Counting locks the row until the transaction ends, so versions become visible in order: a process that has seen
    version n has seen everything up to n.
    """

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def lock(cls) -> None:
        """Serialises writers before they read the pages to project, so that none overwrites a newer projection."""
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        transaction.on_commit(Uncommitted())

    @classmethod
    def tick(cls) -> int:
        """Increments the clock. Returns the new version."""
        with connection.cursor() as cursor:
            cursor.execute(TICK)
            ((value,),) = cursor.fetchall()
        transaction.on_commit(Uncommitted())
        return int(value)

    @classmethod
    def now(cls) -> int:
        with connection.cursor() as cursor:
            cursor.execute(NOW)
            (now,) = cursor.fetchone() or (0,)
        return now

    @classmethod
    def as_column(cls) -> Subquery:
        """The clock's value as a column in a query on another table."""
        return Subquery(cls.objects.filter(pk=1).values("value"))

    @classmethod
    def now_with_entries(cls) -> tuple[int, int]:
        """The clock's value, and the version of the newest entry, which is lower if labels moved the clock."""
        with connection.cursor() as cursor:
            cursor.execute(NOW_WITH_ENTRIES)
            now, entries = cursor.fetchone() or (0, 0)
        return now, entries or 0
