"""Rules that a practice must meet to be published."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.base.text_limits import AtMost

FIRST_YEAR, LAST_YEAR = 1900, 2100


def validate_year(year: int) -> None:
    """Raises `ValidationError` unless `year` is plausible."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(wrong_year())


def wrong_year() -> str:
    return _("Enter a year from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}


# Not field validators, which would also apply to drafts.
LENGTHS = {"title": AtMost(100), "summary": AtMost(100, "words")}
YEARS = {"start_year": validate_year, "end_year": validate_year}
RULES: dict[str, Callable[[Any], None]] = {**{name: each.validate for name, each in LENGTHS.items()}, **YEARS}
