"""The form for a person or an organisation that pages name, in the admin and where one is chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.base.people.named.person import Person


class PersonForm(WagtailAdminModelForm):
    agrees = forms.BooleanField(
        label=_("agrees to be named"),
        required=False,
        help_text=_(
            "Ask them, and tick this only if they have said yes. Without it, visitors see the organisation at most. "
            "They can withdraw it at any time: then untick it."
        ),
    )

    class Meta:
        model = Person
        fields = ["name", "organisation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["agrees"] = bool(self.instance.consented)

    def save(self, commit: bool = True) -> Any:
        person = self.instance
        if person._state.adding:
            person.created_by = self.for_user
        person.set_consent(self.cleaned_data["agrees"], self.for_user)
        return super().save(commit)
