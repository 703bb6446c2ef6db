"""When a meeting takes place: entered in its local time, also stored in UTC, and shown in the reader's language."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_name
from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.formats import get_format

from cms.base.i18n.catalogues import interface_language
from cms.base.i18n.language_codes import cldr_locale

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)  # others were mistyped; dates end with the year 9999
END_OF_DAY = time(23, 59, 59)
DAY_TOKENS = "jd"


@cache
def time_zones() -> list[tuple[str, str]]:
    """The names of geographical IANA time zones, as choices."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(names))]


def default_time_zone() -> str:
    return settings.TIME_ZONE


def is_sensible(day: date) -> bool:
    return EARLIEST <= day <= LATEST


def is_skipped(day: date, clock: time, zone: ZoneInfo) -> bool:
    """Whether clocks skipped this time when they were put forward."""
    local = datetime.combine(day, clock, zone)
    return local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None)


@dataclass(frozen=True)
class Period:
    """Without `start`, whole days; without `end`, the end is not known."""

    first_day: date
    start: time | None
    last_day: date
    end: time | None
    zone: ZoneInfo

    @property
    def is_all_day(self) -> bool:
        return self.start is None

    @property
    def starts(self) -> datetime:
        """In the meeting's time zone. If clocks are put back and an hour occurs twice, the first one."""
        return datetime.combine(self.first_day, self.start or time(), self.zone)

    @property
    def ends(self) -> datetime | None:
        return datetime.combine(self.last_day, self.end, self.zone) if self.start and self.end else None

    @property
    def over_at(self) -> datetime:
        """When the meeting is over: at its end, or at that of its last day."""
        return self.ends or datetime.combine(self.last_day, END_OF_DAY, self.zone)

    @property
    def is_over(self) -> bool:
        return self.over_at < timezone.now()

    @property
    def is_on_one_day(self) -> bool:
        return self.first_day == self.last_day

    @property
    def days(self) -> str:
        return days_between(self.first_day, self.last_day)

    @property
    def when(self) -> str:
        """The dates and times: "15 June 2021, 10:00–12:00"."""
        if self.start is None:
            return self.days
        first, last = day_in_words(self.first_day), day_in_words(self.last_day)
        if not self.is_on_one_day:
            return f"{first}, {_clock(self.start)} – {last}" + (f", {_clock(self.end)}" if self.end else "")
        return f"{first}, {_clock(self.start)}" + (f"–{_clock(self.end)}" if self.end else "")

    @property
    def zone_name(self) -> str:
        """In the reader's language, as it is called on that date: "Central European Summer Time"."""
        locale = cldr_locale(interface_language()) or "en"
        return get_timezone_name(self.starts, locale=locale)

    @property
    def text(self) -> str:
        """The period in one line, for cards and mails."""
        return self.when if self.is_all_day else f"{self.when} ({self.zone_name})"


def _clock(moment: time) -> str:
    return f"{moment:%H:%M}"


def day_in_words(day: date) -> str:
    return formatted(day, get_format("DATE_FORMAT"))


def days_between(first: date, last: date) -> str:
    """ "11–12 October 2021", in the date format of the reader's language."""
    pattern = get_format("DATE_FORMAT")
    if first == last:
        return formatted(first, pattern)
    tokens = [n for n, letter in enumerate(pattern) if letter in DAY_TOKENS and pattern[n - 1 : n] != "\\"]
    if (first.year, first.month) != (last.year, last.month) or len(tokens) != 1:
        return f"{formatted(first, pattern)} – {formatted(last, pattern)}"
    before, after = pattern[: tokens[0]], pattern[tokens[0] + 1 :]
    return f"{formatted(first, before)}{first.day}–{last.day}{formatted(last, after)}"
