"""What is worked out from the database and kept in the process until the search clock moves."""

from collections.abc import Callable
from typing import Generic, TypeVar

from search.models import SearchClock

T = TypeVar("T")


class ClockCache(Generic[T]):
    """`load` reads the value. It is read again only when the clock has moved, whichever process moved it."""

    def __init__(self, load: Callable[[], T]) -> None:
        self.load = load
        self._kept: tuple[int, T] | None = None

    def refresh(self, version: int) -> T:
        """The value as of `version` of the search clock."""
        kept = self._kept
        if kept is None or kept[0] != version:
            kept = self._kept = (version, self.load())
        return kept[1]

    def get(self) -> T:
        """The value as of the last refresh."""
        kept = self._kept
        return kept[1] if kept else self.refresh(SearchClock.now())

    def forget(self) -> None:
        self._kept = None
