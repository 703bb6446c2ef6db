from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.base.public_forms.fields import AddressField, LineField
from cms.base.public_forms.forms import PublicForm


class RegistrationForm(PublicForm):
    """The registration form of a meeting."""

    too_many = ngettext_lazy(
        "Many people have just registered from your network. Please wait %(count)d minute, then send it again.",
        "Many people have just registered from your network. Please wait %(count)d minutes, then send it again.",
        "count",
    )

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
    email = AddressField(
        label=_("Your e-mail address (optional, for a confirmation and news of changes)"), required=False
    )
    consent = forms.BooleanField(label="", error_messages={"required": _("Without your consent, you cannot register.")})
