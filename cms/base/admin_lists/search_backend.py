"""The admin's search of pages, pictures and documents: Wagtail's, but insensitive to diacritics and case.

SQLite's index already is. PostgreSQL needs a text search configuration, which a migration creates.
"""

from typing import Any

from django.db import connection
from wagtail.search.backends import database

CONFIGURATION = "without_diacritics"


def SearchBackend(params: dict[str, Any]) -> Any:  # Wagtail looks for this name
    backend = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        backend.config = backend.autocomplete_config = CONFIGURATION
    return backend
