"""The form by which somebody subscribes, and that of their preferences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.base.languages import language_name
from cms.base.public_forms.fields import AddressField
from cms.base.public_forms.forms import PublicForm


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
