"""Caches in the process what many pages show and few changes touch, until the change clock ticks."""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Any, Generic, TypeVar

from django.db import connection
from django.http import HttpRequest

from cms.base.caching.clock import PageClock

T = TypeVar("T")
MAX_VALUES = 1_000  # of one kind that callers make: each page may have some
HOUR = 60 * 60  # as long as pages are stored: a process that died after a commit did not count the change
Stamp = tuple[int, int]


def clock_of(request: HttpRequest) -> int:
    """The clock as it stood when `request` first read it: one query per request."""
    if not hasattr(request, "_page_clock"):
        request._page_clock = PageClock.now()  # type: ignore[attr-defined]
    return request._page_clock  # type: ignore[attr-defined]


class Shared(Generic[T]):
    """Values that the threads of the process share, so they must not be mutated.

    A transaction sees what is not committed, and what may be rolled back: there, each request has its own. So does a
    preview, which shows what is not published.
    """

    every: list["Shared[Any]"] = []

    def __init__(self) -> None:
        self.forget()
        self.every.append(self)

    def _known(self, request: HttpRequest) -> dict[tuple[Hashable, ...], T]:
        is_own = connection.in_atomic_block or getattr(request, "is_preview", False)
        return self._of_request(request) if is_own else self._of_process(request)

    def forget(self) -> None:
        self._state: tuple[Stamp | None, dict[tuple[Hashable, ...], T]] = (None, {})

    def _of_process(self, request: HttpRequest) -> dict[tuple[Hashable, ...], T]:
        stamp = (clock_of(request), int(monotonic() // HOUR))
        before, known = self._state
        if before != stamp:
            known = {}
            self._state = (stamp, known)
        return known

    def _of_request(self, request: HttpRequest) -> dict[tuple[Hashable, ...], T]:
        if not hasattr(request, "_as_of_clock"):
            request._as_of_clock = {}  # type: ignore[attr-defined]
        return request._as_of_clock.setdefault(self, {})  # type: ignore[attr-defined]


class AsOfClock(Shared[T]):
    """What `load` returns for a key. It may use the request only to look up other such values."""

    def __init__(self, load: Callable[..., T]) -> None:
        super().__init__()
        self._load = load

    def get(self, request: HttpRequest, *key: Hashable) -> T:
        """The value that `load(request, *key)` returned at the clock reading of `request`."""
        known = self._known(request)
        if key not in known:
            known[key] = self._load(request, *key)
        return known[key]

    def put(self, request: HttpRequest, *key: Hashable, value: T) -> None:
        """Stores a value, for callers that load the values of many keys at once."""
        self._known(request)[key] = value

    def drop(self, request: HttpRequest, *key: Hashable) -> None:
        """Removes values again, for callers that have stored many that should not stay."""
        self._known(request).pop(key, None)


class MadeByCallers(Shared[T]):
    """Values that are made from what only the caller has, such as a page or a template's context."""

    def get(self, request: HttpRequest | None, *key: Hashable, make: Callable[[], T]) -> T:
        """The value that `make` returned for `key`. Without a request, such as in an e-mail, nothing is shared."""
        known = {} if request is None else self._known(request)
        if key in known:
            return known[key]
        value = make()
        if len(known) < MAX_VALUES:
            known[key] = value
        return value


def forget_all() -> None:
    """For tests, which roll the database back."""
    for each in Shared.every:
        each.forget()
