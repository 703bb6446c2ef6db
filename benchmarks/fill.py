"""Fills the database of the benchmark with the generated practices."""

from time import perf_counter

from django.db import connection, transaction

from benchmarks import generate
from search.engines.database.text_index import text_index
from search.models import SearchEntry
from search.projection.indexing import write

BATCH = 500


def fill(count: int) -> float:
    """Replaces all entries with `count` generated ones. Returns how many were written per second."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        text_index().keep_only(SearchEntry.objects.none())
    started, batch = perf_counter(), []
    for number, projection in enumerate(generate.practices(count), 1):
        batch.append(projection)
        if len(batch) == BATCH or number == count:
            with transaction.atomic():
                write(batch)
            batch = []
    return count / (perf_counter() - started)


def analyse() -> None:
    """Updates the statistics of the database's planner."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
