"""Rules that a practice must meet to be published."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class AtMost:
    """How long a text may be. The form counts by the same rule while it is written."""

    most: int
    unit: str

    def __call__(self, text: str) -> None:
        """Raises `ValidationError` for a longer text."""
        if (count := self.count(text)) > self.most:
            raise ValidationError(self.too_long(count))

    def count(self, text: str) -> int:
        return len(text.split()) if self.unit == "words" else len(text)

    def too_long(self, count: int) -> str:
        if self.unit == "characters":
            text = ngettext("At most %(most)d character.", "At most %(most)d characters.", self.most)
            return text % {"most": self.most}
        text = ngettext(
            "The text has %(count)d word: shorten it to at most %(most)d.",
            "The text has %(count)d words: shorten it to at most %(most)d.",
            count,
        )
        return text % {"count": count, "most": self.most}

    def so_far(self) -> str:
        """What the form shows; its script puts the number in the place of `{count}`."""
        if self.unit == "words":
            text = ngettext("%(count)s of %(most)d word", "%(count)s of %(most)d words", self.most)
        else:
            text = ngettext("%(count)s of %(most)d character", "%(count)s of %(most)d characters", self.most)
        return text % {"count": "{count}", "most": self.most}


def validate_year(year: int) -> None:
    """Raises `ValidationError` unless `year` is plausible."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(wrong_year())


def wrong_year() -> str:
    return _("Enter a year from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}


# Not field validators: those would apply to drafts, too.
LENGTHS = {"title": AtMost(100, "characters"), "summary": AtMost(100, "words")}
RULES: dict[str, Callable[[Any], None]] = {**LENGTHS, "start_year": validate_year, "end_year": validate_year}
