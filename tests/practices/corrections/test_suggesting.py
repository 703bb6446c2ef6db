"""Readers suggest corrections; the partner's editors get them by mail, and the site stores nothing else."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cms.base.mail.model import OutgoingMail
from cms.base.throttling.attempts import LIMITS
from practices.models import PracticePage
from practices.repository.permanent import short_key
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def outbox(settings: object) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"


def url_of(page: PracticePage, language: str = "en") -> str:
    return reverse("suggest_correction", args=[short_key(page.translation_key)]).replace("/en/", f"/{language}/")


def post(page: PracticePage, **values: str) -> HttpResponse:
    return Client().post(url_of(page), {"message": "The year is 2019.", **values})


def test_the_page_of_a_practice_leads_there(client: Client):
    page = make_practice()
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert soup.select(f".feedback a[href='{url_of(page)}']")
    assert client.get(url_of(page)).status_code == 200
    assert client.get(url_of(make_practice(live=False))).status_code == 404


def test_the_editors_of_the_partner_get_it(outbox: None):
    page = make_practice("kpmpc", title="Gardening")
    response = post(page, name="Ona", email="ona@example.org")
    assert response.status_code == 302
    assert "Thank you" in Client().get(response["Location"]).text
    [mail] = OutgoingMail.objects.all()
    assert mail.recipient == page.partner_page.editors.user_set.get().email
    assert mail.headers["Reply-To"] == "ona@example.org"
    assert "Gardening" in mail.subject
    assert "The year is 2019." in mail.body
    assert page.full_url in mail.body


def test_invalid_input_comes_back_with_an_error_and_nothing_is_lost(outbox: None):
    page = make_practice()
    for values, field in (({"message": " "}, "message"), ({"email": "ona@"}, "email"), ({"name": "x" * 121}, "name")):
        response = post(page, **{"message": "Kept text", **values})
        assert response.status_code == 422
        soup = BeautifulSoup(response.content, "html.parser")
        [error] = soup.select(".sign-in__error")
        assert error["id"] == f"id_{field}_error"
        assert soup.select_one(f"#id_{field}")["aria-describedby"] == error["id"]
        if field != "message":
            assert "Kept text" in soup.select_one("#id_message").get_text()
    soup = BeautifulSoup(post(page, message="x" * 5001).content, "html.parser")
    assert "it has 5001 characters, and at most 5000 fit" in soup.select_one("#id_message_error").get_text()
    assert "x" * 5001 in soup.select_one("#id_message").get_text()
    assert not soup.select_one("#id_message").get("maxlength")  # a browser would cut what is pasted
    assert not OutgoingMail.objects.exists()


def test_a_program_that_fills_in_every_field_is_not_heard(outbox: None):
    assert post(make_practice(), website="https://spam.example").status_code == 302
    assert not OutgoingMail.objects.exists()


def test_many_messages_from_one_network_have_to_wait(outbox: None):
    page = make_practice()
    free = LIMITS["pair"].free
    assert [post(page).status_code for _ in range(free + 1)] == [302] * free + [429]
    response = post(page, message="Kept text")
    assert int(response["Retry-After"]) > 0
    assert "Kept text" in response.text
    assert OutgoingMail.objects.count() == free


def test_administrators_get_it_if_no_editor_can(outbox: None):
    page = make_practice()
    page.partner_page.editors.user_set.update(email="")
    post(page)
    assert {mail.recipient for mail in OutgoingMail.objects.all()} == {"admin@example.org"}
