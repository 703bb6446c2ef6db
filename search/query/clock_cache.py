"""A value computed from the database and cached in the process until the search clock moves."""

from collections.abc import Callable
from typing import Generic, TypeVar

from search.models import ClockState, SearchClock

T = TypeVar("T")


class ClockCache(Generic[T]):
    """`load` computes the value, and is called again only after the clock has moved, in any process."""

    def __init__(self, load: Callable[[], T]) -> None:
        self.load = load
        self._state: ClockState[tuple[int, T] | None] = ClockState(None)

    def refresh(self, version: int) -> T:
        """The value as of `version` of the search clock."""
        cached = self._state.value
        if cached is None or cached[0] != version:
            cached = self._state.value = (version, self.load())
        return cached[1]

    def get(self) -> T:
        """The value as of the last refresh."""
        cached = self._state.value
        return cached[1] if cached else self.refresh(SearchClock.now())

    def clear(self) -> None:
        self._state = ClockState(None)
