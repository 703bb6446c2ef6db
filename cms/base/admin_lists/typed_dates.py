"""Dates typed into admin forms and filters, limited to years that work in every time zone.

Python's dates end with the years 1 and 9999, and a date at either end cannot be converted to another time zone.
"""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django_filters.fields import DateRangeField

FIRST_YEAR, LAST_YEAR = 1000, 9998  # years below 1000 are not formatted with four digits, and so cannot be parsed again


def refuse_extreme_year(value: date) -> None:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        limits = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("Enter a date between the years %(first)s and %(last)s.") % limits, code="year")


class SiteDateTimeField(forms.DateTimeField):
    default_validators = [refuse_extreme_year]


class SiteDateRangeField(DateRangeField):
    def compress(self, data_list: list[Any]) -> slice | None:
        for typed in data_list or []:
            if typed:
                refuse_extreme_year(typed)
        return super().compress(data_list)


def check_years_in_filters() -> None:
    """Applies to every list and report: all columns with a time use these two filters."""
    django_filters.DateTimeFilter.field_class = SiteDateTimeField
    django_filters.DateFromToRangeFilter.field_class = SiteDateRangeField
