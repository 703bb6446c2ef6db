"""The mails with which readers confirm and find their preferences, in the language that they chose."""

from collections.abc import Mapping

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.base.mail.kinds import Kind as MailKind
from cms.base.mail.kinds import mails_of_kind
from cms.base.mail.sender import site_name
from cms.base.readers.kinds import Kind
from cms.base.readers.links import confirm_url, preferences_url, unsubscribe_url
from cms.base.readers.model import CONFIRM_WITHIN, Subscription


def send_confirmation(subscription: Subscription, kind: Kind) -> None:
    with override(subscription.language):
        label = kind.label_for_strangers(subscription.topic)
        context = {"label": label, "url": confirm_url(subscription), "days": CONFIRM_WITHIN.days}
        _send(subscription, _("%(site)s: please confirm your subscription"), "confirm", context)


def send_already_subscribed(subscription: Subscription, kind: Kind, language: str) -> None:
    """So only the owner of the mailbox learns that they are subscribed."""
    with override(language):
        label = kind.label(subscription.topic)
        reader = subscription.reader
        context = {
            "label": label,
            "preferences_url": preferences_url(reader),
            "unsubscribe_url": unsubscribe_url(reader, subscription.kind, subscription.topic),
        }
        _send(subscription, _("%(site)s: you are subscribed already"), "already", context)


def _send(subscription: Subscription, subject: str, template: str, context: Mapping[str, object]) -> None:
    site = site_name()
    body = render_to_string(f"base/mails/readers_{template}.txt", {"site": site, **context})
    with mails_of_kind(MailKind.SUBSCRIPTION):
        EmailMessage(subject=subject % {"site": site}, body=body, to=[subscription.reader.address]).send()
