"""Confirms registrations to people who give an e-mail address."""

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cms.base.delivery.urls import full_url_of
from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.person import cancel_url


def send_confirmation(page: MeetingPage, email: str, request: HttpRequest) -> None:
    """Sent in the language of the form. Written in the transaction of the registration, and sent after it.

    Contains nothing that was typed, because the address may be somebody else's.
    """
    original = page.original
    host = original.host.original if original.host else None
    url = full_url_of(page, request)
    context = {
        "page": page,
        "when": page.period.text if page.period else "",
        "where": page.where,
        "address": original.address if page.is_onsite else "",
        "join_url": original.join_url if page.is_online else "",
        "url": url,
        "calendar_url": f"{url}calendar.ics",
        "cancel_url": cancel_url(page, email),
        "days": original.registrations_kept_days,
    }
    EmailMessage(
        subject=_("You are registered: %(title)s") % {"title": page.title},
        body=render_to_string("home/mails/registered.txt", context),
        to=[email],
        reply_to=[host.email] if host and host.email else None,
    ).send()
