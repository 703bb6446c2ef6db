"""Database and uploads in one archive: what `tools/backup` writes and `tools/restore` reads."""
