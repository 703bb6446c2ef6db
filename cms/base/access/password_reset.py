"""The form that asks for a mail to reset a password. Its response does not say whether there is such an account."""

from typing import Any

from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from wagtail.admin.forms.auth import PasswordResetForm

from cms.base.mail.kinds import Kind, mails_of_kind


class SitePasswordResetForm(PasswordResetForm):
    def get_users(self, email: str) -> list[Any]:
        """Without an account, the mail is written all the same, to nobody: it takes as long."""
        User = get_user_model()
        return list(super().get_users(email)) or [User(pk=0, email=email)]

    def send_mail(self, subject: str, text: str, context: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        if context["user"].pk:
            with mails_of_kind(Kind.PASSWORD):
                super().send_mail(subject, text, context, *args, **kwargs)
        else:
            render_to_string(subject, context)
            render_to_string(text, context)
