"""Mails about a suggestion to senders, coordinators and partners, each in their language."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.base.mail.sender import site_name
from cms.base.people.notices.kinds import NoticeKind, Rhythm, register
from cms.base.people.notices.sending import notify
from practices.repository.practice import PracticePage
from practices.review.mails import coordinators
from practices.suggestions.model import KEPT_DECLINED, Suggestion

# Daily, not at once, so that a flooded form does not flood mailboxes.
SUGGESTED = register(NoticeKind("suggested", gettext_lazy("Readers suggest practices"), default=Rhythm.DAILY))
GIVEN = register(NoticeKind("given", gettext_lazy("Your organisation is given a practice that a reader has suggested")))


def send_receipt(email: str) -> None:
    """Sent in the active language. Contains nothing that was typed, because the address may be somebody else's."""
    EmailMessage(
        subject=_("Your suggestion has arrived"),
        body=render_to_string("practices/mails/suggestion_receipt.txt", {"days": KEPT_DECLINED.days}),
        to=[email],
    ).send()


def tell_coordinators(suggestion: Suggestion) -> None:
    url = settings.WAGTAILADMIN_BASE_URL + reverse("suggestion", args=[suggestion.pk])
    context = {"suggestion": suggestion, "url": url}
    notify(coordinators(), SUGGESTED, "practices/mails/suggestion_new", context)


def tell_partner(page: PracticePage, assigned_by: Any) -> None:
    """Tells the editors of the partner that got the draft."""
    editors = get_user_model()._default_manager.filter(groups=page.partner_page.editors_id)
    url = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    context = {"page": page, "url": url, "assigned_by": assigned_by}
    notify(editors, GIVEN, "practices/mails/suggestion_given", context)


def draft_answer(suggestion: Suggestion) -> str:
    """The text of a refusal in the sender's language, which coordinators may edit before it is sent."""
    with override(suggestion.language):
        context = {"suggestion": suggestion, "site": site_name()}
        return render_to_string("practices/mails/suggestion_answer.txt", context).strip()


def send_answer(suggestion: Suggestion, message: str) -> None:
    with override(suggestion.language):
        EmailMessage(
            subject=_("Your suggestion: %(title)s") % {"title": suggestion.title},
            body=render_to_string("practices/mails/suggestion_declined.txt", {"message": message}),
            to=[suggestion.email],
        ).send()
