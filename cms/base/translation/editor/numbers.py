"""The numbers in a text, normalised across languages: 1 000, 1.000 and 1,000 are all 1000."""

import re
from collections import Counter
from dataclasses import dataclass, field
from unicodedata import decimal

SPACES = " \u00a0\u2009\u202f"  # space, no-break space, narrow no-break space, thin space
DATE = re.compile(r"(?<!\d)(?:(\d{4})([-./])(\d\d?)\2(\d\d?)|(\d\d?)([-./])(\d\d?)\6(\d{4}|\d\d))(?![\d])")
CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?\s?m\b", re.IGNORECASE)
NUMBER = re.compile(
    rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?"  # 1 000 000,5
    r"|\d+(?:[.,:'’٫٬]\d+)*"  # 1,000,000.5; 9:30; 3,5
)
SEPARATOR = re.compile(rf"[{SPACES}.,:'’٫٬]")
ZEROS = re.compile(r"[.,:]00$")  # 14:00 is 14 h, € 5,00 is € 5


@dataclass(slots=True)
class Numbers:
    """How often each number occurs in a text. `either`: days and months of dates, which may be written as words."""

    all: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)


def numbers_of(text: str) -> Numbers:
    found = Numbers()
    text = "".join(str(decimal(char)) if char.isdecimal() else char for char in text)
    text = CLOCK.sub(_hours, DATE.sub(lambda date: _date(date, found), text))
    for match in NUMBER.finditer(text):
        number = SEPARATOR.sub("", ZEROS.sub("", match[0]))
        found.all[number.lstrip("0") or "0"] += 1
    return found


def differing(source: Numbers, translation: Numbers) -> tuple[list[str], list[str]]:
    """The numbers missing from the translation, and those missing from the source."""
    return _lacking(source, translation), _lacking(translation, source)


def _lacking(source: Numbers, translation: Numbers) -> list[str]:
    return sorted((source.all - translation.all - translation.either).elements())


def _date(match: re.Match[str], found: Numbers) -> str:
    year, month, day = (match[1], match[3], match[4]) if match[1] else (match[8], match[7], match[5])
    month, day = int(month), int(day)
    if not 1 <= day <= 31 or not 1 <= month <= 31 or min(day, month) > 12:
        return match[0]  # perhaps a version
    found.all[year] += 1
    if match[1] or max(day, month) > 12:  # unambiguous
        found.all[str(day if match[1] else max(day, month))] += 1
        found.either[str(month if match[1] else min(day, month))] += 1
    else:
        found.either.update([str(day), str(month)])
    return " "


def _hours(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3] in "pP" else 0)
    return f"{hour}:{match[2] or '00'}"
