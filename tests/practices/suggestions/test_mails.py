"""Who gets mail about a suggestion, in which language: by a real mail server."""

from email.header import decode_header, make_header
from email.message import Message

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.base.mail.model import OutgoingMail
from cms.base.mail.sending import send_due
from cms.base.models import User
from cms.base.people.notices.model import HeldNotice
from cms.base.signals import worker_run
from practices.models import PracticePage, Suggestion
from practices.suggestions.deciding import assign, decline
from practices.suggestions.mails import draft_answer
from tests.base.mail.conftest import server, use_server  # noqa: F401
from tests.base.mail.server import MailServer
from tests.factories import partner_page
from tests.practices.suggestions.sending import make_suggestion, post, switch_on

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def arrived(server: MailServer) -> dict[str, Message]:  # noqa: F811
    """By the part of the address before the @."""
    send_due()
    found = {recipients[0].partition("@")[0]: message for recipients, message in server.accepted}
    server.accepted.clear()
    return found


def subject_of(message: Message) -> str:
    return str(make_header(decode_header(message["Subject"])))


def text_of(message: Message) -> str:
    part = next(each for each in message.walk() if each.get_content_type() == "text/plain")
    return "\n".join(part.get_payload(decode=True).decode().splitlines())


def test_the_sender_hears_that_it_has_arrived_in_the_language_of_the_form(server: MailServer):  # noqa: F811
    switch_on()
    post("lt")
    mails = arrived(server)
    assert set(mails) == {"ona"}
    assert subject_of(mails["ona"]) == "Jūsų pasiūlymas gautas"
    text = text_of(mails["ona"])
    assert "90 dienų" in text
    assert "New Times" in text.partition("\n—\n")[2]  # the signature
    post("en", title="Another one")  # the same day
    assert arrived(server) == {}


def test_the_coordinators_hear_of_all_that_came_once_a_day(server: MailServer):  # noqa: F811
    switch_on()
    coordinator = User.objects.get(username="coordinator")
    UserProfile.objects.filter(user=coordinator).update(preferred_language="nl")
    for number in range(3):
        post("lt", title=f"Virtuvė {number}", email=f"person{number}@example.org")
    assert set(arrived(server)) == {"person0", "person1", "person2"}
    HeldNotice.objects.update(due=timezone.now())
    worker_run.send(sender=None)
    mails = arrived(server)
    assert set(mails) == {"admin", "coordinator"}
    text = text_of(mails["coordinator"])
    assert all(f"Een lezer stelt een praktijk voor: ‘Virtuvė {number}’" in text for number in range(3))
    for suggestion in Suggestion.objects.all():
        assert f"/admin/practices/suggestions/{suggestion.pk}/" in text


def test_the_editors_of_the_partner_hear_of_their_draft(server: MailServer):  # noqa: F811
    page = assign(make_suggestion(language="it"), partner_page("csci", "it"), User.objects.get(username="coordinator"))
    mails = arrived(server)
    assert set(mails) == {"partner-csci"}
    text = text_of(mails["partner-csci"])
    assert "Un lettore ha proposto una pratica." in text  # in the language of their admin
    assert f"/admin/pages/{page.pk}/edit/" in text


def test_who_is_refused_hears_of_it_in_their_language(server: MailServer):  # noqa: F811
    found = make_suggestion(language="lt")
    decline(found, draft_answer(found), User.objects.get(username="coordinator"))
    mails = arrived(server)
    assert set(mails) == {"ona"}
    assert subject_of(mails["ona"]) == "Jūsų pasiūlymas: Neighbours’ kitchen"
    assert "Laba diena, Ona Onaitė," in text_of(mails["ona"])
    assert not OutgoingMail.objects.exclude(body="").exists()


def test_nothing_is_sent_of_what_is_rolled_back(server: MailServer, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    def refuse(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    found = make_suggestion()
    monkeypatch.setattr("practices.suggestions.deciding.tell_partner", refuse)
    with pytest.raises(RuntimeError):
        assign(found, partner_page("kpmpc"), User.objects.get(username="coordinator"))
    found.refresh_from_db()
    assert (found.is_new, found.email) == (True, "ona@example.org")
    assert not PracticePage.objects.exists()
    assert arrived(server) == {}
