"""What forms have in common that anybody may send: a trap for programs, and a limit that asks people to wait."""

import math
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse


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

    def ask_to_wait(self, wait: timedelta) -> None:
        self.add_error(None, self.too_many % {"count": minutes_of(wait)})


def minutes_of(wait: timedelta) -> int:
    return math.ceil(wait.total_seconds() / 60)


def retry_after(response: HttpResponse, wait: timedelta) -> HttpResponse:
    response["Retry-After"] = math.ceil(wait.total_seconds())
    return response
