"""Search in the project's own database: SQLite or PostgreSQL, no additional service."""
