"""How long a text may be: declared once by its page or field, for forms, rules, translators and their files."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# For Django's error "max_length", which fills in the numbers.
MAX_LENGTH_MESSAGE = _("This is too long: it has %(show_value)d characters, and at most %(limit_value)d fit.")


@dataclass(frozen=True)
class AtMost:
    """Forms count by the same rule while the user types."""

    most: int
    unit: str = "characters"  # or "words"

    def validate(self, text: str) -> None:
        """Raises `ValidationError` for a longer text."""
        if not self.allows(text):
            raise ValidationError(self.too_long(text))

    def allows(self, text: str) -> bool:
        return self.count(text) <= self.most

    def count(self, text: str) -> int:
        return len(text.split()) if self.unit == "words" else len(text)

    def too_long(self, text: str) -> str:
        """The message for a text that is too long."""
        count = self.count(text)
        if self.unit == "words":
            message = ngettext(
                "The text has %(count)d word: shorten it to at most %(most)d.",
                "The text has %(count)d words: shorten it to at most %(most)d.",
                count,
            )
            return message % {"count": count, "most": self.most}
        more = count - self.most
        message = ngettext(
            "Too long by %(count)d character: %(limit)d are allowed.",
            "Too long by %(count)d characters: %(limit)d are allowed.",
            more,
        )
        return message % {"count": more, "limit": self.most}

    def __str__(self) -> str:
        """For translation files: what translators' tools show beside a text."""
        if self.unit == "words":
            message = ngettext("At most %(most)d word.", "At most %(most)d words.", self.most)
        else:
            message = ngettext("At most %(most)d character.", "At most %(most)d characters.", self.most)
        return message % {"most": self.most}

    def so_far(self) -> str:
        """The counter that forms show; their scripts replace `{count}`."""
        return self._of_most("{count}")

    def length_of(self, text: str) -> str:
        return self._of_most(str(self.count(text)))

    def _of_most(self, count: str) -> str:
        if self.unit == "words":
            text = ngettext("%(count)s of %(most)d word", "%(count)s of %(most)d words", self.most)
        else:
            text = ngettext("%(count)s of %(most)d character", "%(count)s of %(most)d characters", self.most)
        return text % {"count": count, "most": self.most}
