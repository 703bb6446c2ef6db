from django import forms
from django.utils.translation import gettext_lazy as _

from cms.base.text import storable


class LineField(forms.CharField):
    """One line, as an attendance list prints it."""

    def to_python(self, value: object) -> str:
        return " ".join(storable(super().to_python(value)).split())


class RegistrationForm(forms.Form):
    """Somebody wants to come."""

    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    organisation = LineField(
        label=_("Your organisation (optional)"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address (optional, for a confirmation)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(label="", error_messages={"required": _("Without your consent, you cannot register.")})
    # Readers do not see it; programs that fill in every field do.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])

    @property
    def lines(self) -> list[forms.BoundField]:
        return [self["name"], self["organisation"], self["email"]]
