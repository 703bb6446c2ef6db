"""An administrator of a new site is told what to do first."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cms.base.mail.model import OutgoingMail
from cms.base.models import SiteImage, SiteSettings, User
from home.first_steps import DISMISSED

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def undone(client: Client) -> list[str] | None:
    """None if the list is not shown."""
    html = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    panel = html.select_one("#first-steps-section")
    return [link.get_text() for link in panel.select("li a")] if panel else None


def test_until_all_is_done(signed_in: Callable[[str], Client]) -> None:
    admin = signed_in("admin")
    first = undone(admin)
    assert first is not None
    assert "Choose a logo, or a mark" in first
    assert "See that mail leaves the site" in first
    assert "Add the partners" not in first
    assert undone(signed_in("coordinator")) is None
    OutgoingMail.objects.create(recipient="a@example.org", sender="b@example.org", status=OutgoingMail.Status.SENT)
    assert "See that mail leaves the site" not in (undone(admin) or [])
    mark = SiteImage.objects.create(title="Mark", file="mark.png", width=512, height=512)
    SiteSettings.objects.update(mark=mark, languages=["en", "lt"])
    assert undone(admin) is None


def test_until_it_is_dismissed(signed_in: Callable[[str], Client]) -> None:
    admin = signed_in("admin")
    assert undone(admin)
    url = reverse("wagtailadmin_dismissibles")
    assert admin.patch(url, f'{{"{DISMISSED}": true}}', content_type="application/json").status_code == 200
    assert User.objects.get(username="admin").wagtail_userprofile.dismissibles == {DISMISSED: True}
    assert undone(admin) is None
