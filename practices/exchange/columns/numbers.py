"""Years, dates and sizes, as five countries write them and as spreadsheets store them."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from babel.dates import get_month_names
from django.utils.translation import gettext as _

from practices.exchange.columns.cells import Cell, Misread, as_text
from practices.exchange.columns.choices import as_range
from practices.exchange.columns.column import Column, Target
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.columns.near_misses import plain
from practices.repository.rules import FIRST_YEAR, LAST_YEAR, wrong_year

YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+\.?")
EXCEL_BEGIN = date(1899, 12, 30)  # day 0 in Excel, for dates after its non-existent leap day of 1900
EXCEL_DAYS = range(10_000, 80_000)  # 1927 to 2119: cannot be confused with years
EXCEL_YEARS = range(32_874, 80_000)  # from 1990: a mistyped year, such as 20219, is not a date
MAX_PEOPLE = 32_767  # the maximum of the database column


class Year(Column):
    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        year = _year(cell)
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            raise Misread(wrong_year())
        return year


def _year(cell: Cell) -> int | None:
    if isinstance(cell, date):
        return cell.year
    text = as_text(cell)
    if text.isdecimal() and len(text) > 4:
        day = _of_excel(int(text)) if len(text) == 5 and int(text) in EXCEL_YEARS else None
        return day.year if day else None
    found = YEAR.findall(text)
    return int(found[0]) if len(found) == 1 and len(text) <= 30 and text[0] != "-" else None


class Day(Column):
    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        found = read_date(cell, tuple(knowledge.languages))
        if found is None or not 1000 <= found.year <= 9998:
            raise Misread(_("Enter a date as 2026-12-31 or 31.12.2026."))
        return found

    def write(self, value: Any) -> str:
        return value.isoformat() if value else ""


def read_date(cell: Cell, languages: tuple[str, ...]) -> date | None:
    """A date as day, month, year or the reverse; months may be names. None if it is not a date."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell)
    if text.isdecimal():
        return _day(text[:4], text[4:6], text[6:]) if len(text) == 8 else _of_excel(int(text[:8]))
    numbers = NUMBER.findall(text.removesuffix(" 00:00:00"))
    if len(numbers) == 3:
        first, second, third = numbers
        if len(first) == 4:
            return _day(first, second, third)
        if len(third) == 4:  # month first only if nothing else is possible
            return _day(third, second, first) or _day(third, first, second)
    if len(numbers) == 2:
        months = (_months(languages).get(plain(word.rstrip("."))) for word in WORD.findall(text))
        month = next(filter(None, months), None)
        year = next((number for number in numbers if len(number) == 4), None)
        day = next((number for number in numbers if len(number) < 3), None)
        return _day(year, str(month), day) if month and year and day else None
    return None


def _of_excel(days: int) -> date | None:
    return EXCEL_BEGIN + timedelta(days=days) if days in EXCEL_DAYS else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except (OverflowError, ValueError):
        return None


@lru_cache(maxsize=4)
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    """Months by full and short name, in all their grammatical forms."""
    found: dict[str, int] = {}
    for language in {*languages, "en"}:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, language.replace("-", "_"))
                for month, name in names.items():
                    found.setdefault(plain(name.rstrip(".")), month)
    found.pop("d", None)  # the day of a Lithuanian date: "31 d."
    return found


class GroupSize(Column):
    """`12`, `5–12`, `from 5` as `5–`."""

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        if isinstance(cell, date):
            raise Misread(_("The spreadsheet has turned it into a date: format the cell as text."))
        text = as_text(cell)
        found = [int(number) for number in NUMBER.findall(text) if len(number) < 6]
        if not found or len(found) > 2 or max(found) > MAX_PEOPLE:
            raise Misread(_("Enter a number of people, or two: 5–12."))
        if len(found) == 2 and found[1] < found[0]:
            raise Misread(_("The largest group is smaller than the smallest."))
        if len(found) == 1 and text.endswith(("–", "-", "+")):
            return found[0], None
        if len(found) == 1 and text.startswith(("–", "-", "<", "≤")):
            return None, found[0]
        return found[0], found[-1]

    def write(self, value: Any) -> str:
        return as_range(*("" if each is None else str(each) for each in value))

    def value(self, target: Target) -> Any:
        return target.facts.group_min, target.facts.group_max

    def put(self, target: Target, value: Any) -> None:
        target.facts.group_min, target.facts.group_max = value
