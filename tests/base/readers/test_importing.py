"""Readers from an existing list: shown first, with proof or not at all, and never against their will."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cms.base.readers.importing import read
from cms.base.readers.model import Reader, Subscription
from home.newsletter.sending.kind import NEWSLETTER
from tests.base.readers.conftest import preferences_path, subscribed

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HEAD = "address;language;consented;wording;source\n"
LIST = (
    HEAD
    + "Ona@Example.org;lt;2024-05-31T14:05;Sutinku;Mailchimp\n"
    + "ona@example.org;lt;2024-05-31;Sutinku;Mailchimp\n"  # twice
    + "gone@example.org;en;2024-05-31;I agree;Mailchimp\n"  # has unsubscribed here
    + "jan@example.org;nl;;Akkoord;Mailchimp\n"  # no proof
    + "jan@example.org;nl;2024-05-31;;Mailchimp\n"
    + "jan@example.org;nl;2099-05-31;Akkoord;Mailchimp\n"
    + "jan@;nl;2024-05-31;Akkoord;Mailchimp\n"
    + "jan@example.org;xx;2024-05-31;Akkoord;Mailchimp\n"
    + "jan@example.org;nl;2024-05-31;\0;Mailchimp\n"  # no proof, but for what databases refuse
)


@pytest.fixture
def gone() -> None:
    Client().post(preferences_path(subscribed("GONE@example.org")), {"action": "stop"})


def upload(client: Client, text: str | bytes) -> BeautifulSoup:
    content = text if isinstance(text, bytes) else text.encode()
    data = {"kind": "newsletter", "file": SimpleUploadedFile("list.csv", content)}
    response = client.post(reverse("readers_import"), data)
    return BeautifulSoup(response.content, "html.parser")


def test_in_the_admin_it_is_shown_first(gone: None, english_admin: None, signed_in: Callable[[str], Client]):
    client = signed_in("admin")
    page = upload(client, LIST)
    assert not Reader.objects.exists()
    assert [item.get_text(" ", strip=True) for item in page.select("#plan li")] == [
        "1 new reader will be subscribed.", "1 is subscribed already.", "1 has unsubscribed, and stays unsubscribed.",
    ]  # fmt: skip
    refused = [item.get_text(strip=True) for item in page.select(".help-warning li")]
    assert [text.partition(":")[0] for text in refused] == [f"Line {number}" for number in range(5, 11)]
    client.post(reverse("readers_import"), {"plan": page.select_one("[name=plan]")["value"]})
    [subscription] = Subscription.objects.all()
    assert subscription.reader.address == "Ona@example.org"
    assert subscription.wording == "Sutinku"
    assert subscription.source == "Mailchimp"
    assert subscription.confirmed.year == 2024
    assert client.post(reverse("readers_import"), {"plan": "x"}).status_code in (302, 403)
    assert Reader.objects.count() == 1


@pytest.mark.parametrize("text", ["", "address;language\n", LIST.encode("utf-16"), HEAD + '"' + "x" * 200_000])
def test_a_file_that_is_none_is_refused_with_a_reason(text: str | bytes, signed_in: Callable[[str], Client]):
    assert upload(signed_in("admin"), text).select(".error-message, .w-field__errors")


def test_the_command_saves_only_if_told_to(gone: None, tmp_path: Path, capsys: pytest.CaptureFixture):
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    call_command("import_readers", file)
    assert not Reader.objects.exists()
    call_command("import_readers", file, "--save")
    assert Reader.objects.get().folded == "ona@example.org"
    assert "1 imported, 1 subscribed already, 1 unsubscribed, 6 refused." in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_readers", tmp_path / "missing.csv")


def test_a_short_line_is_refused_whatever_column_is_missing():
    plan = read("wording,source,consented,language,address\nSutinku,Mailchimp,2024-05-31\n", NEWSLETTER)
    assert [number for number, _reason in plan.refused] == [2]
    assert not plan.new
