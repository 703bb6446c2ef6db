"""Full text in SQLite: an FTS5 table of terms that are already stemmed."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet
from pyroaring import BitMap

from search.engines.database.text import MARKS, IndexQuery, Syntax, marked_terms
from search.models import SearchEntry

# The "ascii" tokeniser treats every character beyond ASCII as part of a word, even of scripts newer than SQLite.
CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_text
USING fts5(terms, marked, columnsize = 0, tokenize = "ascii tokenchars ':=/'")
"""
FOUND = "(SELECT json_group_array(rowid) FROM search_text WHERE search_text MATCH %s)"
SYNTAX = Syntax(term='"{}"', and_=" AND ", or_=" OR ", followed_by=" + ")


class SqliteTextIndex:
    def put(self, entries: Sequence[SearchEntry]) -> None:
        self.remove([entry.pk for entry in entries])
        rows = [(entry.pk, " ".join(entry.terms.values()), " ".join(marked_terms(entry))) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_text (rowid, terms, marked) VALUES (%s, %s, %s)", rows)

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

    def find(self, queries: Sequence[IndexQuery]) -> list[BitMap]:
        columns = ", ".join([FOUND] * len(queries))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}", [SYNTAX.expression(query) for query in queries])
            return [BitMap(json.loads(ids)) for ids in cursor.fetchone()]

    def titles(self, typed: Sequence[str]) -> BitMap:
        match = " AND ".join(f'"{MARKS["title"]}{word}"' for word in typed) + "*"
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM search_text WHERE search_text MATCH %s", [match])
            return BitMap([row[0] for row in cursor.fetchall()])
