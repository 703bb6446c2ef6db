"""A mail about a review: text, and the same as HTML with links to click, in the language of its recipient."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from cms.base.languages import admin_language
from cms.base.mail.kinds import Kind, mails_of_kind


def send_to(user: Any, subject_template: str, text_template: str, context: dict[str, Any]) -> None:
    with override(admin_language(user)), mails_of_kind(Kind.REVIEW):
        context = {**context, "user": user}
        subject = " ".join(render_to_string(subject_template, context).split())
        text = render_to_string(text_template, context).strip()
        html = render_to_string("base/mails/as_html.html", {"subject": subject, "text": text})
        mail = EmailMultiAlternatives(subject, text, to=[user.email], headers={"Auto-Submitted": "auto-generated"})
        mail.attach_alternative(html, "text/html")
        mail.send()
