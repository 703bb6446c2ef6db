"""People register for a meeting without an account; what they type is kept no longer than needed."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.base.mail.model import OutgoingMail
from cms.base.readers.model import Reader
from cms.base.readers.subscribing import erase
from cms.base.signals import worker_run
from cms.base.throttling.attempts import LIMITS
from home.models import MeetingPage, Registration
from tests.factories import partner_page, translate
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORDING = "We keep your name for the list that the funder wants."


@pytest.fixture
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"


def open_meeting(**values: Any) -> MeetingPage:
    return make_meeting(registration_is_open=True, consent_wording=WORDING, **values)


def post(page: MeetingPage, client: Client | None = None, **values: str) -> HttpResponse:
    given = {"name": "Ona Onaitė", "organisation": "Library", "consent": "on", **values}
    return (client or Client()).post(f"{page.url}registration/", given)


def test_a_visitor_registers_and_gets_a_confirmation(outbox: None, client: Client):
    link = "https://video.example.org/open-day"
    page = open_meeting(title="Open day", host=partner_page("kpmpc"), join_url=link)
    assert f'href="{page.url}registration/"' in client.get(page.url).text
    form = client.get(f"{page.url}registration/")
    assert WORDING in form.text
    assert "no-store" in form["Cache-Control"]
    response = post(page, email="ona@example.org")
    assert response.status_code == 302
    assert "you are registered" in client.get(response["Location"]).text
    [row] = Registration.of(page)
    assert (row.name, row.organisation, row.email, row.consent, row.language) == (
        "Ona Onaitė", "Library", "ona@example.org", WORDING, "en"
    )  # fmt: skip
    [mail] = OutgoingMail.objects.all()
    assert (mail.recipient, mail.headers["Reply-To"]) == ("ona@example.org", partner_page("kpmpc").email)
    assert "Open day" in mail.subject
    assert page.full_url in mail.body
    assert link in mail.body
    assert link not in client.get(page.url).text
    assert "Ona" not in mail.body  # the address may be somebody else's, and the name an advertisement


def test_the_form_has_a_token_and_needs_it(client: Client):
    page = open_meeting()
    assert post(page, Client(enforce_csrf_checks=True)).status_code == 403
    assert not Registration.objects.exists()


def test_invalid_input_comes_back_and_nothing_is_saved(outbox: None):
    page = open_meeting()
    for values, field in (
        ({"name": " "}, "name"),
        ({"email": "ona@"}, "email"),
        ({"email": f"{'o' * 60}@{'e' * 60}.{'x' * 60}.{'a' * 60}.{'m' * 13}.org"}, "email"),  # 261 characters
        ({"organisation": "x" * 161}, "organisation"),
        ({"consent": ""}, "consent"),
    ):
        response = post(page, **{"name": "Kept name", **values})
        assert response.status_code == 422
        soup = BeautifulSoup(response.content, "html.parser")
        [error] = soup.select(".sign-in__error")
        assert error["id"] == f"id_{field}_error"
        assert soup.select_one(f"#id_{field}")["aria-describedby"] == error["id"]
        if field != "name":
            assert soup.select_one("#id_name")["value"] == "Kept name"
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_full_and_late_are_told_and_what_was_typed_is_kept(client: Client):
    page = open_meeting(places=1, registration_until=date(2031, 5, 1))
    assert "Register by 1 May 2031. 1 place is left." in " ".join(client.get(page.url).text.split())
    assert post(page).status_code == 302
    assert post(page).status_code == 409
    response = post(page, name="Second")
    assert (response.status_code, "All places are taken" in response.text) == (409, True)
    assert 'value="Second"' in response.text
    assert "All places are taken" in client.get(page.url).text
    late = open_meeting(registration_until=timezone.localdate() - timedelta(days=3))
    response = post(late)
    assert (response.status_code, "Registration has ended" in response.text) == (409, True)
    assert Registration.objects.count() == 1
    assert post(make_meeting()).status_code == 404


def test_who_registers_twice_has_one_place(outbox: None):
    page = open_meeting()
    assert [post(page, email=email).status_code for email in ("ona@example.org", "Ona@example.org")] == [302, 302]
    assert (Registration.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_a_translation_registers_for_the_same_meeting():
    page = open_meeting(places=1)
    translated = translate(page, "lt", consent_wording="Sutinku.")
    assert post(translated).status_code == 302
    [row] = Registration.of(page)
    assert (row.consent, row.language) == ("Sutinku.", "lt")
    form = BeautifulSoup(Client().get(f"{page.url}registration/").content, "html.parser")
    assert form.select_one("[hreflang=lt]:not(link)")["href"] == f"{translated.url}registration/"
    assert form.select(".breadcrumbs a")[-1]["href"] == page.url
    assert post(page, name="Second").status_code == 409


def test_a_private_meeting_has_no_form(client: Client):
    page = open_meeting()
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    assert "/login/" in client.get(f"{page.url}registration/")["Location"]
    assert "/login/" in post(page)["Location"]
    assert not Registration.objects.exists()


def test_a_program_that_fills_in_every_field_is_not_heard():
    page = open_meeting()
    assert post(page, website="https://spam.example").status_code == 302
    assert not Registration.objects.exists()


def test_many_registrations_from_one_network_have_to_wait():
    page = open_meeting()
    free = LIMITS["network"].free
    assert [post(page, name=f"Person {n}").status_code for n in range(free + 1)] == [302] * free + [429]
    response = post(page, name="Kept name")
    assert int(response["Retry-After"]) > 0
    assert "Kept name" in response.text
    assert Registration.of(page).count() == free


def test_nobody_gets_many_mails_because_others_type_their_address(outbox: None):
    page, free = open_meeting(), LIMITS["pair"].free
    email = "ona@example.org"
    statuses = [post(page, name=f"Person {n}", email=case).status_code for n, case in enumerate([email] * free)]
    assert statuses == [302] * free
    assert OutgoingMail.objects.count() == 1
    response = post(open_meeting(), name="Kept name", email=email.upper(), organisation="")
    assert (response.status_code, "Kept name" in response.text) == (429, True)
    assert post(page, name="Jan", email="jan@example.org").status_code == 302


def test_the_link_in_the_mail_cancels_after_a_press_of_its_button(outbox: None, client: Client):
    page, other = open_meeting(title="Open day"), open_meeting()
    for meeting in (page, other):
        post(meeting, email="Ona@example.org")
    post(page, name="Jan", email="jan@example.org")
    post(page, name="Without")
    url = re.search(r"(/registration/\S+)", OutgoingMail.objects.order_by("pk")[0].body.split("press the button")[1])[1]
    shown = client.get(url)
    assert "Open day" in shown.text
    assert "Ona Onaitė" in shown.text
    assert "Jan" not in shown.text
    assert Registration.objects.count() == 4
    assert f'href="{page.url}"' in shown.text
    assert "registration is cancelled" in Client(enforce_csrf_checks=True).post(url).text
    assert [row.name for row in Registration.of(page)] == ["Jan", "Without"]
    assert Registration.of(other).exists()
    assert "not registered" in client.post(url).text  # once more
    assert client.get(url).status_code == 200
    assert client.get(url[:-3] + "x/").status_code == 400


def test_who_wants_their_data_gets_and_deletes_their_registrations_too(outbox: None, capsys: pytest.CaptureFixture):
    page = open_meeting(title="Open day")
    for email in ("Ona@example.org", "jan@example.org"):
        post(page, email=email, name=email[:3])
    call_command("reader_data", "ona@example.org", "--delete")
    data = json.loads(capsys.readouterr().out)
    assert [(row["meeting"], row["name"]) for row in data["registrations"]] == [("Open day", "Ona")]
    assert [mail["status"] for mail in data["mails"]] == ["waiting"]
    assert Registration.objects.get().name == "jan"
    assert OutgoingMail.objects.get().recipient == "jan@example.org"
    reader = Reader.objects.create(address="jan@example.org", folded="jan@example.org", digest="jan", language="en")
    erase(reader)
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_the_worker_deletes_them_when_they_are_due():
    page = open_meeting(registrations_kept_days=30)
    other, gone = make_meeting(), make_meeting()
    for meeting in (page, other, gone):
        Registration.objects.create(meeting_key=meeting.translation_key, name="Ona", consent=WORDING, language="en")
    gone.delete()
    MeetingPage.objects.filter(pk=page.pk).update(ends=timezone.now() - timedelta(days=29))
    worker_run.send(sender=None)
    assert Registration.of(page).count() == 1
    assert Registration.objects.count() == 2  # the meeting of the third was deleted
    MeetingPage.objects.filter(pk=page.pk).update(ends=timezone.now() - timedelta(days=31))
    worker_run.send(sender=None)
    assert not Registration.of(page).exists()
    assert Registration.of(other).count() == 1
