"""Full text in SQLite: an FTS5 table of terms that are already stemmed."""

import json
from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from search.engines.database.text import Syntax, entry_terms
from search.models import SearchEntry
from search.text_query import TextQuery

# The tokeniser "ascii" takes every letter beyond ASCII as part of a word, also those of scripts newer than SQLite.
CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_text
USING fts5(title, labels, summary, body, tokenize = "ascii tokenchars ':'")
"""
SYNTAX = Syntax(term='"{}"', both=" AND ", either=" OR ", next_to=" + ")
WEIGHTS = "10.0, 4.0, 6.0, 1.0"  # of the columns: a summary says more about a practice than one label of many


class SqliteTextIndex:
    def put(self, entries: Sequence[SearchEntry]) -> None:
        self.remove([entry.pk for entry in entries])
        rows: list[tuple[Any, ...]] = [
            (entry.pk, *(" ".join(chain(*texts)) for texts in entry_terms(entry))) for entry in entries
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

    def ids(self, text: TextQuery) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM search_text WHERE search_text MATCH %s", [SYNTAX.expression(text)])
            return [row[0] for row in cursor.fetchall()]

    def titles(self, begun: Sequence[str], limit: int) -> list[int]:
        match = " AND ".join(f'"{word}"' for word in begun) + "*"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY rowid DESC LIMIT %s",
                [f"title : ({match})", limit],
            )
            return [row[0] for row in cursor.fetchall()]

    def ranked(self, text: TextQuery, among: Sequence[int] | None, limit: int, offset: int) -> list[int]:
        # The plus keeps SQLite from looking up the words anew for each of the ids.
        only = "" if among is None else "AND +rowid IN (SELECT value FROM json_each(%s))"
        sql = (
            f"SELECT rowid FROM search_text WHERE search_text MATCH %s {only} "  # noqa: S608 (constants)
            f"ORDER BY bm25(search_text, {WEIGHTS}), rowid DESC LIMIT %s OFFSET %s"
        )
        ids = [] if among is None else [json.dumps(list(among))]
        with connection.cursor() as cursor:
            cursor.execute(sql, [SYNTAX.expression(text), *ids, limit, offset])
            return [row[0] for row in cursor.fetchall()]
