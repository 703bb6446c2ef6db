"""Full text in PostgreSQL: a table of `tsvector`s made of terms that are already stemmed."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from search.engines.database.text import Syntax, entry_terms
from search.models import SearchEntry
from search.text_query import TextQuery

# The vectors are kept out of line, so that a scan over ids stays narrow.
CREATE = """
CREATE TABLE IF NOT EXISTS search_text (
    id bigint PRIMARY KEY REFERENCES search_searchentry (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    vector tsvector NOT NULL
);
ALTER TABLE search_text ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE search_text SET (toast_tuple_target = 128);
CREATE INDEX IF NOT EXISTS search_text_vector ON search_text USING gin (vector) WITH (fastupdate = off);
"""
SYNTAX = Syntax(term="'{}'", both=" & ", either=" | ", next_to=" <-> ")
LABELS = "ABCD"  # PostgreSQL's weights, for the parts in their order
WEIGHTS = "{0.1, 0.3, 0.2, 1.0}"  # of D, C, B, A: a summary says more about a practice than one label of many
MAX_POSITION = 16_383  # a limit of tsvector
MAX_POSITIONS = 250  # of one term, likewise
MAX_BYTES = 1_000_000  # likewise: what goes beyond is not found
BYTES_OF_TERM = 6  # besides its letters: alignment and the first position


class PostgresTextIndex:
    def put(self, entries: Sequence[SearchEntry]) -> None:
        rows = [(entry.pk, _vector(entry)) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text (id, vector) VALUES (%s, %s::tsvector) "
                "ON CONFLICT (id) DO UPDATE SET vector = excluded.vector",
                rows,
            )

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_text WHERE id = ANY(%s)", [list(ids)])

    def keep_only(self, entries: QuerySet[SearchEntry]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM search_text")
            stored = {row[0] for row in cursor.fetchall()}
        self.remove(sorted(stored - set(entries.values_list("pk", flat=True))))

    def ids(self, text: TextQuery) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT array_agg(id) FROM search_text WHERE vector @@ %s::tsquery", [SYNTAX.expression(text)]
            )
            return cursor.fetchone()[0] or []

    def titles(self, begun: Sequence[str], limit: int) -> list[int]:
        query = "A & ".join(f"'{word}':" for word in begun) + "*A"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM search_text WHERE vector @@ %s::tsquery ORDER BY id DESC LIMIT %s", [query, limit]
            )
            return [row[0] for row in cursor.fetchall()]

    def ranked(self, text: TextQuery, among: Sequence[int] | None, limit: int, offset: int) -> list[int]:
        only = "" if among is None else "AND id = ANY(%(among)s)"
        sql = (
            "SELECT id FROM search_text, (SELECT %(query)s::tsquery AS query) AS q "  # noqa: S608 (constants)
            f"WHERE vector @@ query {only} "
            f"ORDER BY ts_rank('{WEIGHTS}', vector, query) DESC, id DESC LIMIT %(limit)s OFFSET %(offset)s"
        )
        parameters = {
            "query": SYNTAX.expression(text),
            "among": None if among is None else list(among),
            "limit": limit,
            "offset": offset,
        }
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [row[0] for row in cursor.fetchall()]


def _vector(entry: SearchEntry) -> str:
    """A tsvector literal: terms with positions and weights. Terms have letters, digits and a colon only."""
    position, size = 0, 0
    places: dict[str, list[str]] = {}
    for weight, texts in zip(LABELS, entry_terms(entry), strict=True):
        for terms in texts:
            length = sum(":" not in term for term in terms)
            for number, term in enumerate(terms):  # first the words, then the stems in the places of the words again
                at = places.setdefault(term, [])
                size += 2 if at else len(term.encode()) + BYTES_OF_TERM
                if size < MAX_BYTES and len(at) < MAX_POSITIONS:
                    at.append(f"{min(position + 1 + number % length, MAX_POSITION)}{weight}")
            position += length + 1  # no phrase goes over from one text to the next
    return " ".join(f"'{term}':{','.join(at)}" for term, at in places.items() if at)
