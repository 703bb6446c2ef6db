from django.db import connection

from search.engines.database.postgresql import PostgresTextIndex
from search.engines.database.sqlite import SqliteTextIndex
from search.engines.database.text import TextIndex


def text_index() -> TextIndex:
    """The full-text index of the database in use."""
    return PostgresTextIndex() if connection.vendor == "postgresql" else SqliteTextIndex()
