"""Rules that a practice must meet to be published."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_SUMMARY_WORDS = 100
FIRST_YEAR, LAST_YEAR = 1900, 2100


def at_most_100_words(text: str) -> None:
    """Raises `ValidationError` for a text of more than 100 words."""
    if (count := len(text.split())) > MAX_SUMMARY_WORDS:
        raise ValidationError(_("The text has %(count)s words: shorten it to at most 100.") % {"count": count})


def validate_year(year: int) -> None:
    """Raises `ValidationError` unless `year` is plausible."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(_("Enter a four-digit year."))


# Not field validators: those would apply to drafts, too.
RULES: dict[str, Callable[[Any], None]] = {
    "summary": at_most_100_words,
    "start_year": validate_year,
    "end_year": validate_year,
}
