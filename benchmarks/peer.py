"""The baseline: the same page counted naively in SQL, with a normalised table of facet values."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from search.engines.database import postgresql, sqlite
from search.engines.database.text import IndexQuery
from search.models import SearchClock, SearchEntry
from search.query.query import PAGE_SIZE, Query
from search.query.text import TextQuery
from search.query.words import text_query

CREATE = """
CREATE TABLE bench_facet (entry bigint NOT NULL, facet varchar(20) NOT NULL, value varchar(40) NOT NULL)
"""
INDICES = (
    "CREATE INDEX bench_facet_value ON bench_facet (facet, value, entry)",
    "CREATE INDEX bench_facet_entry ON bench_facet (entry, facet, value)",
)
Counts = dict[str, dict[str, int]]
Condition = tuple[str, list[str]]


def fill() -> None:
    """Stores the facet values of all entries, one per row."""
    rows = [
        (pk, facet, value)
        for pk, facets in SearchEntry.objects.values_list("pk", "facets").iterator(chunk_size=5_000)
        for facet, values in facets.items()
        for value in values
    ]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_facet")
        cursor.execute(CREATE)
        cursor.executemany("INSERT INTO bench_facet VALUES (%s, %s, %s)", rows)
        for index in INDICES:
            cursor.execute(index)


def search(query: Query, facets: Sequence[str]) -> tuple[int, Counts]:
    """The total and the counts of full matches for `query`, with a GROUP BY per facet.

    The hits are loaded newest first: nothing is ranked.
    """
    text = text_query(query, SearchClock.now())
    words = [_words(text)] if text else []
    selected = {name: _has(name, values) for name, values in query.filters.items()}
    where = _all([*words, *selected.values()])
    total = _rows("count(*)", "", where)[0][0]
    counts = {}
    for facet in facets:
        others = _all([*words, *(has for name, has in selected.items() if name != facet)], [facet])
        join = "JOIN bench_facet f ON f.entry = e.id AND f.facet = %s"
        counts[facet] = dict(_rows("f.value, count(*)", join, others, "GROUP BY f.value"))
    ids = [pk for (pk,) in _rows("e.id", "", where, f"ORDER BY e.sorted_at DESC, e.id DESC LIMIT {PAGE_SIZE}")]
    list(SearchEntry.objects.filter(pk__in=ids).values())
    return total, counts


def _rows(columns: str, join: str, where: Condition, rest: str = "") -> list[tuple[Any, ...]]:
    condition, parameters = where
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM search_searchentry e {join} WHERE {condition} {rest}", parameters)  # noqa: S608
        return cursor.fetchall()


def _words(text: TextQuery) -> Condition:
    is_postgresql = connection.vendor == "postgresql"
    syntax = postgresql.SYNTAX if is_postgresql else sqlite.SYNTAX
    expression = syntax.and_.join(f"({syntax.expression(IndexQuery(clause))})" for clause in text.required)
    if is_postgresql:
        return "e.id IN (SELECT id FROM search_text WHERE vector @@ %s::tsquery)", [expression]
    return "e.id IN (SELECT rowid FROM search_text WHERE search_text MATCH %s)", [expression]


def _has(facet: str, values: Sequence[str]) -> Condition:
    marks = ", ".join(["%s"] * len(values))
    sql = f"EXISTS (SELECT 1 FROM bench_facet s WHERE s.entry = e.id AND s.facet = %s AND s.value IN ({marks}))"  # noqa: S608
    return sql, [facet, *values]


def _all(conditions: Sequence[Condition], before: Sequence[str] = ()) -> Condition:
    """The conjunction of `conditions`; `before` are the parameters that precede theirs."""
    where = " AND ".join(["NOT e.removed", *(sql for sql, _ in conditions)])
    return where, [*before, *(value for _, values in conditions for value in values)]
