"""Moments at which public pages change without an edit: a meeting begins, a registration ends."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from cms.base.caching.as_of_clock import AsOfClock

AHEAD = timedelta(days=2)  # longer than they are kept in memory
# Returns the moments between two; any others that it returns are ignored.
Source = Callable[[datetime, datetime], Iterable[datetime]]
_sources: list[Source] = []


def register_moments(source: Source) -> Source:
    _sources.append(source)
    return source


def _load(request: HttpRequest) -> list[datetime]:
    start = _midnight()
    end = start + AHEAD
    return [moment for source in _sources for moment in source(start, end) if start <= moment < end]


_moments = AsOfClock(_load)


def last_change(request: HttpRequest) -> datetime | None:
    """The last such moment of today, the same in every process of the site."""
    now, start = timezone.now(), _midnight()
    return max((moment for moment in _moments.get(request) if start <= moment < now), default=None)


def seconds_until_change(request: HttpRequest) -> int:
    """Midnight counts as one: pages depend on the date."""
    now = timezone.now()
    coming = [moment for moment in _moments.get(request) if moment >= now]
    return int((min([_midnight(1), *coming]) - now).total_seconds())


def _midnight(days: int = 0) -> datetime:
    """The start of today, or of another day."""
    return (timezone.localtime() + timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
