"""Dates and numbers are written as CLDR says for each language; English as in Europe."""

from datetime import datetime

import pytest
from babel.dates import format_date, get_day_names, get_month_names
from babel.numbers import format_decimal
from django.conf import settings
from django.utils.formats import date_format, get_format, number_format
from django.utils.translation import override

pytestmark = pytest.mark.once
LANGUAGES = settings.LANGUAGE_CODES
MOMENT = datetime(2026, 3, 8, 9, 5)  # one digit each


def cldr(code: str) -> str:
    return {"en": "en_GB"}.get(code, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_dates(code: str):
    with override(code):
        for month in range(1, 13):
            day = MOMENT.replace(month=month)
            expected = format_date(day, "long", locale=cldr(code))
            assert date_format(day) == expected
            assert date_format(day, "DATETIME_FORMAT") == f"{expected}, 09:05"
        assert date_format(MOMENT, "SHORT_DATETIME_FORMAT").startswith(date_format(MOMENT, "SHORT_DATE_FORMAT"))
        assert date_format(MOMENT, "TIME_FORMAT") == "09:05"


@pytest.mark.parametrize("code", LANGUAGES)
def test_months_and_days_begin_as_in_a_sentence(code: str):
    """With a capital in English, and in no other of these languages."""
    with override(code):
        days = [date_format(MOMENT.replace(day=9 + day), "l") for day in range(7)]  # from a Monday on
        months = [date_format(MOMENT.replace(month=month), "F") for month in range(1, 13)]
    names = get_day_names("wide", locale=cldr(code))
    assert days == [names[day] for day in range(7)]
    assert months == list(get_month_names("wide", "stand-alone", locale=cldr(code)).values())
    assert all(name[0].isupper() == (code == "en") for name in [*days, *months])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("number", [0.5, 12345.5, 1234567.25])
def test_numbers(code: str, number: float):
    with override(code):
        assert number_format(number, force_grouping=True) == format_decimal(number, locale=cldr(code))
        assert number_format(number).replace(get_format("DECIMAL_SEPARATOR"), ".") == str(number)
