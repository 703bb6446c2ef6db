"""Context variables that are set while a block runs, in this thread only."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.http import HttpRequest

T = TypeVar("T")
current_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)  # the one being handled, if any


@contextmanager
def holding(variable: ContextVar[T], value: T) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)
