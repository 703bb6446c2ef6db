"""Who sees addresses, and what they can do for a reader who asks for their data."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms.base.access.roles import Role
from cms.base.mail.model import OutgoingMail
from cms.base.readers.model import Reader, Unsubscribed
from tests.base.readers.conftest import subscribed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def newsletter_client(signed_in: Callable[[str], Client]) -> Client:
    user = get_user_model().objects.create_user("newsletter", "newsletter@example.org", "x")
    user.groups.add(Role.objects.get(key="newsletter").group)
    return signed_in("newsletter")


def test_only_administrators_and_the_group_for_it_see_addresses(
    newsletter_client: Client, signed_in: Callable[[str], Client]
):
    reader = subscribed()
    urls = [reverse("readers"), reverse("readers_results"), reverse("readers_import"),
            reverse("reader", args=[reader.pk]), reverse("reader_data", args=[reader.pk])]  # fmt: skip
    for client in (signed_in("admin"), newsletter_client):
        assert [client.get(url).status_code for url in urls] == [200] * 5
        assert "ona@example.org" in client.get(urls[0]).text
    for username in ("coordinator", "partner-kpmpc", "translator-nl"):
        client = signed_in(username)
        assert [client.get(url).status_code == 200 for url in urls] == [False] * 5, username
        client.post(reverse("reader", args=[reader.pk]), {"action": "erase"})
        assert reverse("readers") not in client.get(reverse("wagtailadmin_home")).text
    assert Client().get(urls[0]).status_code == 302
    assert Reader.objects.get() == reader


def test_the_list_is_searched_by_address(newsletter_client: Client):
    subscribed()
    subscribed("jan@example.org")
    page = newsletter_client.get(reverse("readers"), {"q": "ONA@"}).text
    assert "ona@example.org" in page
    assert "jan@example.org" not in page


def test_one_persons_data_are_given_to_them_and_deleted(newsletter_client: Client, capsys: pytest.CaptureFixture):
    reader = subscribed()
    data = json.loads(newsletter_client.get(reverse("reader_data", args=[reader.pk])).content)
    assert data["address"] == "ona@example.org"
    assert "New Times" in data["subscriptions"][0]["wording"]
    call_command("reader_data", "ONA@example.org")
    assert json.loads(capsys.readouterr().out) == data
    newsletter_client.post(reverse("reader", args=[reader.pk]), {"action": "end"})
    assert not Reader.objects.exists()
    assert Unsubscribed.objects.exists()
    call_command("reader_data", "ona@example.org", "--delete")
    assert not Unsubscribed.objects.exists()
    assert not OutgoingMail.objects.filter(recipient="ona@example.org").exists()
