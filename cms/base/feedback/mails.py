"""Sends a reader's message to the people who look after the page, each in their own admin language."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.base.languages import admin_language


def send_correction(page: Any, url: str, words: dict[str, str], users: Iterable[Any]) -> int:
    """`words` are the form's: message, name, email. Returns how many people it was sent to, in this transaction."""
    sent = 0
    for user in users:
        with override(admin_language(user)):
            _message(page, url, words, user).send()
        sent += 1
    return sent


def _message(page: Any, url: str, words: dict[str, str], user: Any) -> EmailMessage:
    edit_url = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    context = {"page": page, "url": url, "edit_url": edit_url, **words}
    return EmailMessage(
        subject=_("A reader suggests a correction: %(title)s") % {"title": page.title},
        body=render_to_string("base/mails/correction.txt", context),
        to=[user.email],
        reply_to=[words["email"]] if words["email"] else None,
    )
