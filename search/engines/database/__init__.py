"""Search in the project's own database: SQLite or PostgreSQL, no further service."""

from search.engines.database.engine import DatabaseEngine

__all__ = ["DatabaseEngine"]
