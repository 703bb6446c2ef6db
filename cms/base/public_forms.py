"""What forms have in common that anybody may send: traps for programs, and a limit that asks people to wait."""

import math
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

QUICKEST = 3  # seconds; nobody fills in a form of several fields within them
LONGEST = 24 * 60 * 60  # seconds; a program that has read a form once cannot send it for ever


class PublicForm(forms.Form):
    # `ngettext_lazy` of a text for a number of minutes, `count`.
    too_many: ClassVar[Any]

    # Readers do not see it; programs that fill in every field do.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """What readers type or choose. Consent stands apart."""
        return [field for field in self.visible_fields() if field.name not in ("consent", "website")]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each message with the id of the field that it is about; empty if it is about the form as a whole."""
        found = [(str(message), "") for message in self.non_field_errors()]
        for field in self.visible_fields():
            target = field.id_for_label or field.subwidgets[0].id_for_label
            found.extend((str(message), target) for message in field.errors)
        return found

    def ask_to_wait(self, wait: timedelta) -> None:
        self.add_error(None, self.too_many % {"count": minutes_of(wait)})


class TimedForm(PublicForm):
    """Says itself when it was shown, signed, so that nothing is kept of those who only look at it.

    Who sends it within seconds, or a day later, gets it back with what was typed. Not for pages from memory.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("shown", stamp())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seconds = seconds_since(cleaned.get("shown", ""))
        is_late = seconds is None or seconds > LONGEST
        if is_late:
            data: Any = self.data  # of a request
            self.data = data.copy()
            self.data[self.add_prefix("shown")] = stamp()  # type: ignore[index]
        if self.errors:  # so it comes back anyway
            return cleaned
        if is_late:
            raise ValidationError(
                _("This form has been open for more than a day. Nothing is lost: please send it again.")
            )
        if seconds is not None and seconds < QUICKEST:
            raise ValidationError(_("That was very quick. Please look at what you have written, then send it again."))
        return cleaned


def stamp(ago: float = 0) -> str:
    """The moment `ago` seconds ago, so that nobody else can have written it."""
    return signing.dumps(timezone.now().timestamp() - ago, salt=__name__)


def seconds_since(stamped: str) -> float | None:
    """None for what this site has not signed."""
    try:
        return timezone.now().timestamp() - float(signing.loads(stamped, salt=__name__))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def minutes_of(wait: timedelta) -> int:
    return math.ceil(wait.total_seconds() / 60)


def retry_after(response: HttpResponse, wait: timedelta) -> HttpResponse:
    response["Retry-After"] = math.ceil(wait.total_seconds())
    return response
