"""A circuit breaker: after a failure, no search waits for Elasticsearch until it has responded again."""

from threading import Lock
from time import monotonic


class Breaker:
    """While it is open, Elasticsearch is not queried. The feeder closes it, never a reader's request."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._opened_at: float | None = None

    @property
    def is_open(self) -> bool:
        return self._opened_at is not None

    @property
    def seconds_open(self) -> float:
        opened_at = self._opened_at
        return 0.0 if opened_at is None else monotonic() - opened_at

    def open(self) -> None:
        with self._lock:
            if self._opened_at is None:
                self._opened_at = monotonic()

    def close(self) -> None:
        with self._lock:
            self._opened_at = None
