"""Full text in SQLite: an FTS5 table of terms that are already stemmed."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from search.engines.database.text import Words, entry_terms
from search.models import SearchEntry

CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_text
USING fts5(title, labels, summary, body, tokenize = "unicode61 remove_diacritics 0 tokenchars ':'")
"""
WEIGHTS = "10.0, 4.0, 3.0, 1.0"  # of the columns, in their order


class SqliteTextIndex:
    def put(self, entries: Sequence[SearchEntry]) -> None:
        self.remove([entry.pk for entry in entries])
        rows: list[tuple[Any, ...]] = [
            (entry.pk, *(" ".join(terms) for terms in entry_terms(entry))) for entry in entries
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text (rowid, title, labels, summary, body) VALUES (%s, %s, %s, %s, %s)", rows
            )

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM search_text WHERE rowid IN (SELECT value FROM json_each(%s))", [json.dumps(list(ids))]
            )

    def keep_only(self, entries: QuerySet[SearchEntry]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM search_text")
            stored = {row[0] for row in cursor.fetchall()}
        self.remove(sorted(stored - set(entries.values_list("pk", flat=True))))

    def ids(self, words: Words) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM search_text WHERE search_text MATCH %s", [_match(words)])
            return [row[0] for row in cursor.fetchall()]

    def ranked(self, words: Words, among: Sequence[int] | None, limit: int, offset: int) -> list[int]:
        only = "" if among is None else "AND rowid IN (SELECT value FROM json_each(%s))"
        sql = (
            f"SELECT rowid FROM search_text WHERE search_text MATCH %s {only} "  # noqa: S608 (constants)
            f"ORDER BY bm25(search_text, {WEIGHTS}), rowid DESC LIMIT %s OFFSET %s"
        )
        ids = [] if among is None else [json.dumps(list(among))]
        with connection.cursor() as cursor:
            cursor.execute(sql, [_match(words), *ids, limit, offset])
            return [row[0] for row in cursor.fetchall()]


def _match(words: Words) -> str:
    """An FTS5 expression. Terms have letters, digits and a colon only, so quoting them cannot fail."""
    return " AND ".join("(" + " OR ".join(f'"{term}"' for term in terms) + ")" for terms in words)
