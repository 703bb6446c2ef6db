from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.base.public_forms.fields import AddressField, LineField, LongField
from cms.base.public_forms.forms import PublicForm


class CorrectionForm(PublicForm):
    """A reader's message to the editors of a practice."""

    too_many = ngettext_lazy(
        "Several messages have just come from your network. Please wait %(count)d minute, then send it again.",
        "Several messages have just come from your network. Please wait %(count)d minutes, then send it again.",
        "count",
    )

    message = LongField(
        label=_("What should be corrected?"),
        max_length=5000,
        error_messages={"required": _("Write what should be corrected.")},
    )
    name = LineField(
        label=_("Your name (optional)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(label=_("Your e-mail address (optional, for an answer)"), required=False)
