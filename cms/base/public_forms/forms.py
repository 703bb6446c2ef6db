"""What all public forms share: traps for bots, and the request to wait after too many attempts."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.base.public_forms.waiting import minutes_of

MIN_SECONDS = 3  # nobody fills in a form of several fields within them
MAX_SECONDS = 24 * 60 * 60  # a bot that has fetched a form once cannot send it for ever


class PublicForm(forms.Form):
    # An `ngettext_lazy` text for `count` minutes.
    too_many: ClassVar[Any]

    # Hidden from readers; bots that fill in every field fall for it.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """The fields that readers fill in. The consent field is rendered separately."""
        return [field for field in self.visible_fields() if field.name not in ("consent", "website")]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each error message with the id of its field, which is empty for errors of the form as a whole."""
        found = [(str(message), "") for message in self.non_field_errors()]
        for field in self.visible_fields():
            target = field.id_for_label or field.subwidgets[0].id_for_label
            found.extend((str(message), target) for message in field.errors)
        return found

    def ask_to_wait(self, wait: timedelta) -> None:
        self.add_error(None, self.too_many % {"count": minutes_of(wait)})


class TimedForm(PublicForm):
    """Contains the time at which it was shown, signed, so that nothing is stored about people who only look at it.

    A form that is sent within seconds, or a day later, is shown again with what was typed. Not for cached pages.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("shown", stamp())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seconds = seconds_since(cleaned.get("shown", ""))
        is_late = seconds is None or seconds > MAX_SECONDS
        if is_late:
            data: Any = self.data  # of a request
            self.data = data.copy()
            self.data[self.add_prefix("shown")] = stamp()  # type: ignore[index]
        if self.errors:  # so it is shown again anyway
            return cleaned
        if is_late:
            raise ValidationError(
                _("This form has been open for more than a day. Nothing is lost: please send it again.")
            )
        if seconds is not None and seconds < MIN_SECONDS:
            raise ValidationError(_("That was very quick. Please look at what you have written, then send it again."))
        return cleaned


def stamp(ago: float = 0) -> str:
    """The time `ago` seconds ago, signed."""
    return signing.dumps(timezone.now().timestamp() - ago, salt=__name__)


def seconds_since(stamped: str) -> float | None:
    """Seconds since the time in `stamped`, which `stamp` returned; None if this site did not sign it."""
    try:
        return timezone.now().timestamp() - float(signing.loads(stamped, salt=__name__))
    except (signing.BadSignature, ValueError, TypeError):
        return None
