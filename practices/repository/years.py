"""The years in which a practice ran, and the periods that they belong to: "2010s" for a decade, and "ongoing"."""

from collections.abc import Iterable

from django.utils import timezone

from practices.repository.practice import PracticePage
from practices.repository.rules import FIRST_YEAR, LAST_YEAR

ONGOING = "ongoing"


def is_ongoing(original: PracticePage) -> bool:
    return bool(original.ongoing and not original.end_year)


def years_of(original: PracticePage) -> range:
    """The range from the first to the last known year, or to the current one if it is ongoing. May be empty."""
    now = timezone.localdate().year if is_ongoing(original) else None
    start = original.start_year or original.end_year or now
    end = original.end_year or now or start
    if not start or not end:
        return range(0)
    return range(start, max(start, end) + 1)  # one that is ongoing may have been announced before it starts


def periods_of(original: PracticePage) -> list[str]:
    return [*dict.fromkeys(map(decade, years_of(original))), *([ONGOING] if is_ongoing(original) else [])]


def decade(year: int) -> str:
    return f"{year // 10 * 10}s"


def decades() -> Iterable[tuple[str, str]]:
    """The decades in which practices may have run, latest first, with labels that are the same in every language."""
    for year in range(LAST_YEAR // 10 * 10, FIRST_YEAR - 1, -10):
        yield decade(year), f"{year}–{year + 9}"
