"""The form that requests a password reset mail. Its response does not reveal whether the account exists."""

from typing import Any

from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from wagtail.admin.forms.auth import PasswordResetForm

from cms.base.mail.kinds import Kind, mails_of_kind


class SitePasswordResetForm(PasswordResetForm):
    def get_users(self, email: str) -> list[Any]:
        """Without an account, a mail to nobody is still rendered, so that the response takes as long."""
        User = get_user_model()
        return list(super().get_users(email)) or [User(pk=0, email=email)]

    def send_mail(self, subject: str, text: str, context: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        if context["user"].pk:
            with mails_of_kind(Kind.PASSWORD):
                super().send_mail(subject, text, context, *args, **kwargs)
        else:
            render_to_string(subject, context)
            render_to_string(text, context)
