"""A reader's message goes to the editors of the practice's partner, each in their own language of the admin."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.base.languages import admin_language
from practices.repository.practice import PracticePage


def recipients(page: PracticePage) -> QuerySet:
    """The partner's editors; administrators, if none of them can be reached."""
    users = get_user_model()._default_manager.filter(is_active=True).exclude(email="")
    editors = users.filter(groups=page.partner_page.editors_id) if page.partner_page.editors_id else users.none()
    return editors if editors.exists() else users.filter(is_superuser=True)


def send_correction(page: PracticePage, url: str, words: dict[str, str]) -> int:
    """`words` are the form's: message, name, email. Returns to how many people it was sent, in this transaction."""
    users = list(recipients(page))
    for user in users:
        with override(admin_language(user)):
            _message(page, url, words, user).send()
    return len(users)


def _message(page: PracticePage, url: str, words: dict[str, str], user: Any) -> EmailMessage:
    edit_url = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    context = {"page": page, "url": url, "edit_url": edit_url, **words}
    return EmailMessage(
        subject=_("A reader suggests a correction: %(title)s") % {"title": page.title},
        body=render_to_string("practices/mails/correction.txt", context),
        to=[user.email],
        reply_to=[words["email"]] if words["email"] else None,
    )
