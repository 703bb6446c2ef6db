"""Full text in PostgreSQL: a table of `tsvector`s of terms that are already stemmed."""

from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.models import QuerySet
from pyroaring import BitMap

from search.engines.database.text import MARKS, IndexQuery, Syntax, marked_terms
from search.language.analysis import is_stem, is_word
from search.models import SearchEntry

# Ids are read from the index and from narrow rows: the vectors are stored out of line, and only phrases need them.
# The planner does not know what fetching them costs and would read them all, hence no sequential scans.
CREATE = """
CREATE TABLE IF NOT EXISTS search_text (
    id bigint PRIMARY KEY REFERENCES search_searchentry (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    vector tsvector NOT NULL
);
ALTER TABLE search_text ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE search_text SET (toast_tuple_target = 128);
CREATE INDEX IF NOT EXISTS search_text_vector ON search_text USING gin (vector) WITH (fastupdate = off);
CREATE OR REPLACE FUNCTION search_text_ids(wanted tsquery) RETURNS bigint[] LANGUAGE plpgsql STABLE
    SET enable_seqscan = off SET plan_cache_mode = force_generic_plan
    AS $$ BEGIN RETURN (SELECT array_agg(id) FROM search_text WHERE vector @@ wanted); END $$
"""
SYNTAX = Syntax(term="'{}'", and_=" & ", or_=" | ", followed_by=" <-> ")
# Limits of tsvector.
MAX_POSITION = 16_383
MAX_POSITIONS = 250  # of one term
MAX_BYTES = 1_000_000  # terms beyond are not found
BYTES_PER_TERM = 6  # in addition to its letters: alignment and the first position


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

    def find(self, queries: Sequence[IndexQuery]) -> list[BitMap]:
        columns = ", ".join(["search_text_ids(%s::tsquery)"] * len(queries))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}", [SYNTAX.expression(query) for query in queries])
            return [BitMap(ids or []) for ids in cursor.fetchone()]

    def titles(self, typed: Sequence[str]) -> BitMap:
        query = " & ".join(f"'{MARKS['title']}{word}'" for word in typed) + ":*"
        with connection.cursor() as cursor:
            cursor.execute("SELECT search_text_ids(%s::tsquery)", [query])
            return BitMap(cursor.fetchone()[0] or [])


def _vector(entry: SearchEntry) -> str:
    """A tsvector literal. Only terms that can be part of phrases have positions."""
    positions: dict[str, list[int]] = {}
    size = 0
    for term, position in _terms_with_position(entry):
        at = positions.setdefault(term, [])
        size += 2 if at else len(term.encode()) + BYTES_PER_TERM
        if size >= MAX_BYTES:
            break
        if position and len(at) < MAX_POSITIONS:
            at.append(min(position, MAX_POSITION))
    return " ".join(f"'{term}':{','.join(map(str, at))}" if at else f"'{term}'" for term, at in positions.items())


def _terms_with_position(entry: SearchEntry) -> Iterator[tuple[str, int]]:
    """Every term with its position, 0 if it needs none. Marked terms come first, so that no limit cuts them off."""
    for term in marked_terms(entry):
        yield term, 0
    position = 0
    for terms in entry.terms.values():
        for term in terms.split():
            position += 1
            yield term, position if is_word(term) or is_stem(term) else 0
