"""Every mail states its sender and the project's funding, in the recipient's language."""

from collections.abc import Callable
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from wagtail.models import Site
from wagtail.users.models import UserProfile

from cms.base.display.funding import DISCLAIMER, PROGRAMME_LINE
from cms.base.feedback.mails import send_correction
from cms.base.mail.model import OutgoingMail
from cms.base.models import SiteSettings
from cms.base.publishing.schedule import cancel_schedule
from cms.base.readers.model import Subscription
from cms.base.readers.subscribing import confirm, request_confirmation
from home.newsletter.sending.kind import NEWSLETTER
from practices.corrections.views import recipients
from tests.base.admin import edit, fresh
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_every_kind_of_mail_has_the_signature(signed_in: Callable[[str], Client], english_admin: None) -> None:
    page = make_practice("kpmpc", live=False, title="Gardening")
    editor = signed_in("partner-kpmpc")
    edit(editor, page, "submit")
    send_correction(page, "/en/", {"message": "Wrong", "name": "", "email": ""}, recipients(page))
    cancel_schedule(page, fresh(page).latest_revision, ValidationError("Incomplete"))
    Client().post("/admin/password_reset/", {"email": "coordinator@example.org"})
    for _ in range(2):
        request_confirmation(NEWSLETTER, "", "ona@example.org", "en", "I agree")
        confirm(Subscription.objects.get())
    texts = [(message.subject, message.body) for message in mail.outbox]
    assert len(texts) == 8  # for review twice, a receipt, a correction, a schedule, a password, to a reader twice
    settings, site = SiteSettings.objects.get(), Site.objects.get()
    for subject, text in texts:
        signature = text.rpartition("\n—\n")[2]
        assert signature.startswith(f"{settings.name}: Good practices"), subject
        assert f"\n{site.root_url}\n" in signature, subject
        assert PROGRAMME_LINE["2014-2020"]["en"] in signature, subject
        assert DISCLAIMER["2014-2020"]["en"] in signature, subject
        assert "&" not in text, subject


def test_it_is_in_the_readers_language(signed_in: Callable[[str], Client]) -> None:
    UserProfile.objects.filter(user__username="coordinator").update(preferred_language="nl")
    edit(signed_in("partner-kpmpc"), make_practice("kpmpc", live=False), "submit")
    (text,) = (message.body for message in mail.outbox if message.to == ["coordinator@example.org"])
    assert PROGRAMME_LINE["2014-2020"]["nl"] in text


def test_a_site_without_a_grant_names_none() -> None:
    SiteSettings.objects.update(grant_period="", name="Ours & Theirs", tagline={})
    with translation.override("lt"):
        lines = render_to_string("base/mails/signature.txt").split("\n")
    assert [line for line in lines if line] == ["—", "Ours & Theirs", Site.objects.get().root_url]


def test_the_sender_has_the_name_of_the_site(settings: Any) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"
    SiteSettings.objects.update(name="Ąžuolas")
    for given, sender in (
        ("noreply@example.org", "Ąžuolas"),
        ("Our post <noreply@example.org>", "Our post"),
    ):
        settings.DEFAULT_FROM_EMAIL = given
        mail.send_mail("Subject", "Text", None, ["ona@example.org"])
        name, address = parseaddr(OutgoingMail.objects.latest("pk").sender)
        assert (str(make_header(decode_header(name))), address) == (sender, "noreply@example.org")
