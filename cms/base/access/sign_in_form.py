"""The form with which people sign in to the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

NAME = "username"


class SignInForm(LoginForm):
    """Wagtail's form has no label for the password, so Django derives an English one from the field name (Wagtail 8.0).

    `?username=…` prefills the name: the page after an invitation links here with it.
    """

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if request and (name := request.GET.get(NAME)):
            self.initial.setdefault(NAME, name)
            self.fields[NAME].widget.attrs.pop("autofocus", None)
            self.fields["password"].widget.attrs["autofocus"] = True
        self.fields["password"].label = _("Password")
