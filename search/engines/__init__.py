"""Engines that answer queries. Which one does is decided here, and nowhere else."""

from search.engines.base import Engine
from search.engines.database import DatabaseEngine

_engine = DatabaseEngine()


def current_engine() -> Engine:
    return _engine
