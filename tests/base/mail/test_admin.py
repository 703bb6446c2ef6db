"""Administrators see what became of each mail, try it again or delete it; nobody reads what it says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.mail import send_mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.base.mail.model import OutgoingMail
from cms.base.mail.sending import send_due
from tests.base.admin import messages
from tests.base.mail.server import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def url() -> str:
    return reverse("outgoing_mail")


def rows(response: HttpResponse) -> list[list[str]]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in soup.select("tbody tr")]


def press(client: Client, button: str, recipient: str = "") -> HttpResponse:
    """The button in the row of `recipient`, or the one for all mails, as the browser sends it."""
    soup = BeautifulSoup(client.get(url()).content, "html.parser")
    for form in soup.select(f'form[action="{url()}"][method=post]'):
        row = form.find_parent("tr")
        if (recipient in row.get_text() if row else not recipient) and (pressed := form.find("button", string=button)):
            data = {field["name"]: field["value"] for field in form.select("input")}
            data[pressed["name"]] = pressed["value"]
            return client.post(url(), data, follow=True)
    raise AssertionError(f"no button {button} for {recipient}")


@pytest.fixture
def mails(server: MailServer) -> None:
    server.refused = {"gone@example.org": "550 no such user", "later@example.org": "451 later"}
    for recipient in ("gone@example.org", "later@example.org", "ona@example.org"):
        send_mail("Secret subject", "Secret text", None, [recipient])
    send_due()


def test_what_became_of_each(mails: None, signed_in: SignIn) -> None:
    client = signed_in("admin")
    found = {row[0]: row for row in rows(client.get(url()))}
    assert [found[name][2] for name in ("gone@example.org", "later@example.org", "ona@example.org")] == [
        "Failed",
        "Waiting",
        "Sent",
    ]
    assert "The mail server refused the recipient. (550 no such user)" in found["gone@example.org"]
    assert "secret" not in client.get(url()).content.decode().lower()
    for status, expected in (("failed", "gone@example.org"), ("waiting", "later@example.org")):
        assert [row[0] for row in rows(client.get(url(), {"status": status}))] == [expected]
    assert url() in client.get(reverse("wagtailadmin_home")).content.decode()  # in the menu


def test_a_link_for_a_new_password_cannot_be_read(server: MailServer, signed_in: SignIn) -> None:
    server.refused["coordinator@example.org"] = "550 no such user"
    Client().post(reverse("wagtailadmin_password_reset"), {"email": "coordinator@example.org"})
    send_due()
    html = signed_in("admin").get(url()).content.decode()
    assert "coordinator@example.org" in html
    assert "password_reset/confirm" not in html


def test_try_again(mails: None, server: MailServer, signed_in: SignIn) -> None:
    server.refused.clear()
    response = press(signed_in("admin"), "Try again", "gone@example.org")
    assert "1 e-mail" in messages(response)
    send_due()
    assert server.recipients() == ["gone@example.org", "ona@example.org"]


def test_try_all_again(mails: None, server: MailServer, signed_in: SignIn) -> None:
    server.refused.clear()
    press(signed_in("admin"), "Try all again")
    send_due()
    assert server.recipients() == ["gone@example.org", "later@example.org", "ona@example.org"]


def test_delete(mails: None, signed_in: SignIn) -> None:
    press(signed_in("admin"), "Delete", "later@example.org")
    assert not OutgoingMail.objects.filter(recipient="later@example.org").exists()
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize("username", ["coordinator", "partner-kpmpc", "translator-nl"])
@pytest.mark.parametrize("action", ["retry", "delete"])
def test_others_may_not(mails: None, signed_in: SignIn, username: str, action: str) -> None:
    client, mail = signed_in(username), OutgoingMail.objects.get(recipient="gone@example.org")
    assert client.get(url()).status_code == 302
    client.post(url(), {"action": action, "mail": mail.pk})
    assert OutgoingMail.objects.get(pk=mail.pk).status == "failed"
    assert "outgoing-mail" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_may_only_look_may_not_press(mails: None, signed_in: SignIn, django_user_model) -> None:
    user = django_user_model.objects.get(username="coordinator")
    user.user_permissions.add(Permission.objects.get(codename="view_outgoingmail"))
    client, mail = signed_in("coordinator"), OutgoingMail.objects.get(recipient="gone@example.org")
    html = client.get(url()).content.decode()
    assert "gone@example.org" in html
    assert "Try again" not in html
    assert "Try all again" not in html
    for action in ("retry", "delete"):
        client.post(url(), {"action": action, "mail": mail.pk})
        assert OutgoingMail.objects.get(pk=mail.pk).status == "failed"


def warning(client: Client) -> str:
    soup = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return " ".join(block.get_text(" ", strip=True) for block in soup.select(".help-warning"))


def test_the_first_screen_warns(server: MailServer, signed_in: SignIn) -> None:
    server.refused["later@example.org"] = "451 later"
    send_mail("Subject", "Text", None, ["later@example.org"])
    send_due()
    assert warning(signed_in("admin")) == ""  # it may well be sent in a minute
    OutgoingMail.objects.update(created=timezone.now() - timedelta(hours=1))
    text = warning(signed_in("admin"))
    assert "1 e-mail" in text
    assert "refused the recipient" in text
    assert "worker" not in text
    assert warning(signed_in("coordinator")) == ""
    OutgoingMail.objects.update(tries=0, problem="")
    assert "is the worker running?" in warning(signed_in("admin"))
    server.refused.clear()
    OutgoingMail.objects.retry()
    send_due()
    assert warning(signed_in("admin")) == ""
