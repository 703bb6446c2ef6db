from django import forms
from django.utils.translation import gettext_lazy as _


class CorrectionForm(forms.Form):
    """A reader's message to the editors of a practice."""

    message = forms.CharField(
        label=_("What should be corrected?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write what should be corrected.")},
    )
    name = forms.CharField(
        label=_("Your name (optional)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address (optional, for an answer)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Readers do not see it; programs that fill in every field do.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])

    @property
    def seen_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "website"]
