"""Mails about a review: who gets which, in their own language, with the partner, the language and the comment."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.base.mail.model import OutgoingMail
from cms.base.people.notices.preferences import choose
from tests.base.admin import edit, edit_url, fresh
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def act(client: Client, page: Page, action: str, comment: str = "") -> None:
    """The reviewer's button."""
    state = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    assert client.post(url, {"comment": comment}).status_code == 302


def received() -> dict[str, EmailMessage]:
    """The mails since the last call, by the account of their recipient, who got one and no more."""
    mails = {message.to[0].removesuffix("@example.org"): message for message in mail.outbox}
    assert len(mails) == len(mail.outbox)
    mail.outbox.clear()
    return mails


def speaks(django_user_model, username: str, language: str) -> None:
    profile = UserProfile.get_for_user(django_user_model.objects.get(username=username))
    profile.preferred_language = language
    profile.save()


def test_from_submission_to_publication(signed_in: SignIn, django_user_model) -> None:
    speaks(django_user_model, "partner-kpmpc", "en")
    page = make_practice("kpmpc", language="lt", live=False, title="Kalbos kavinė")
    edit(signed_in("partner-kpmpc"), page, "submit")
    mails = received()
    assert set(mails) == {"admin", "coordinator", "partner-kpmpc"}
    assert mails["coordinator"].subject == "For review: Kalbos kavinė (KPMPC, Lithuanian)"
    text = mails["coordinator"].body
    for part in ("Editor of partner kpmpc (demo) has sent", "Partner: KPMPC", "Language: Lithuanian", edit_url(page)):
        assert part in text
    receipt = mails["partner-kpmpc"]
    assert receipt.subject == "Sent for review: Kalbos kavinė (KPMPC, Lithuanian)"
    assert "to Coordinators:" in receipt.body
    assert edit_url(page) in receipt.body

    act(signed_in("coordinator"), page, "reject", 'Say <who> & "where".')
    ((username, message),) = received().items()
    assert username == "partner-kpmpc"
    assert message.subject == "Changes requested: Kalbos kavinė (KPMPC, Lithuanian)"
    assert "Coordinator (demo) has requested changes" in message.body
    assert 'Say <who> & "where".' in message.body
    assert edit_url(page) in message.body
    assert "rejected" not in message.body

    edit(signed_in("partner-kpmpc"), page, "submit", summary="Now with who.")
    mails = received()
    assert set(mails) == {"admin", "coordinator", "partner-kpmpc"}
    for part in ("has sent it again (round 2)", 'Say <who> & "where".', "Changed since then: Summary\n"):
        assert part in mails["coordinator"].body
    act(signed_in("coordinator"), page, "approve")
    ((username, message),) = received().items()
    assert username == "partner-kpmpc"
    assert message.subject == "Published: Kalbos kavinė (KPMPC, Lithuanian)"
    assert fresh(page).full_url in message.body


def test_the_page_of_a_partner_itself(signed_in: SignIn, django_user_model) -> None:
    speaks(django_user_model, "partner-kpmpc", "en")
    page = partner_page("kpmpc").original
    edit(signed_in("partner-kpmpc"), page, "submit")
    assert received()["coordinator"].subject.endswith("(KPMPC, English)")


def test_each_in_their_own_language(signed_in: SignIn, django_user_model) -> None:
    """Those who have chosen none get the site's, whoever is signed in."""
    speaks(django_user_model, "partner-kpmpc", "lt")
    speaks(django_user_model, "coordinator", "nl")
    speaks(django_user_model, "admin", "")
    edit(signed_in("partner-kpmpc"), make_practice("kpmpc", live=False), "submit")
    expected = {"partner-kpmpc": "anglų", "coordinator": "engels", "admin": "english"}
    mails = received()
    assert {username for username, name in expected.items() if name in mails[username].subject.lower()} == set(expected)


def test_who_wants_no_mail_gets_none(signed_in: SignIn, django_user_model) -> None:
    django_user_model.objects.filter(username="admin").update(email="")
    choose(django_user_model.objects.get(username="coordinator"), {"review": "never"})
    edit(signed_in("partner-kpmpc"), make_practice("kpmpc", live=False), "submit")
    assert set(received()) == {"partner-kpmpc"}


def test_a_reviewer_who_sends_gets_a_receipt_only(signed_in: SignIn) -> None:
    edit(signed_in("coordinator"), make_practice("kpmpc", live=False), "submit")
    mails = received()
    assert set(mails) == {"admin", "coordinator"}
    assert mails["coordinator"].subject.startswith("Sent for review")


def test_they_are_known_as_reviews(signed_in: SignIn, settings) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"
    edit(signed_in("partner-kpmpc"), make_practice("kpmpc", live=False), "submit")
    assert set(OutgoingMail.objects.values_list("kind", flat=True)) == {"review"}
