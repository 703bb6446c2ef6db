"""The form by which somebody subscribes, and that of their preferences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.base.languages import language_name
from cms.base.public_forms import PublicForm
from cms.base.readers.addresses import MALFORMED, MAX_LENGTH, normalised
from cms.base.text import storable

TOO_LONG: dict[str, Any] = {
    "max_length": _("This is too long: it has %(show_value)d characters, and at most %(limit_value)d fit."),
}


class LineField(forms.CharField):
    """One line, whatever was pasted into it."""

    default_error_messages = TOO_LONG

    def to_python(self, value: object) -> str:
        return " ".join(storable(super().to_python(value)).split())


class LongField(forms.CharField):
    """Lines. What is too long comes back to be shortened: a browser would cut it and say nothing."""

    default_error_messages = TOO_LONG

    def __init__(self, *, rows: int = 8, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: object) -> str:
        return storable(super().to_python(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class AddressField(forms.EmailField):
    """Its value is normalised. Takes a domain in any script."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        messages = {"required": _("Write your e-mail address."), "invalid": MALFORMED, **TOO_LONG}
        # As text, because browsers and mail servers disagree on what a valid address is.
        widget = forms.TextInput(attrs=attributes)
        super().__init__(widget=widget, error_messages=messages, max_length=MAX_LENGTH, **kwargs)

    def clean(self, value: Any) -> Any:
        value = forms.CharField.to_python(self, value)
        if not value:
            return super().clean(value)
        return super().clean(normalised(value))


class SubscribeForm(PublicForm):
    too_many = ngettext_lazy(
        "This was requested several times just now. Please wait %(count)d minute, then try again.",
        "This was requested several times just now. Please wait %(count)d minutes, then try again.",
        "count",
    )
    email = AddressField(label=_("Your e-mail address"))
    language = forms.ChoiceField(label=_("In which language?"))
    consent = forms.BooleanField(error_messages={"required": _("We can write to you only if you agree.")})

    def __init__(self, *args: Any, languages: list[str], consent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _named(languages)  # type: ignore[attr-defined]
        self.fields["consent"].label = consent

    @property
    def about(self) -> str:
        """What exactly is subscribed to, if the kind offers a choice."""
        return ""


class PreferencesForm(forms.Form):
    """`subscriptions`: those that the reader keeps, by primary key."""

    language = forms.ChoiceField(label=_("In which language?"))
    subscriptions = forms.MultipleChoiceField(
        label=_("What should we send you?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, languages: list[str], subscriptions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _named(languages)  # type: ignore[attr-defined]
        self.fields["subscriptions"].choices = subscriptions  # type: ignore[attr-defined]


def _named(languages: list[str]) -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in languages]
