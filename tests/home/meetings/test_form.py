"""The form of a meeting is in the language of whoever fills it in, with what Wagtail and the database call things."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from home.models import MeetingIndexPage
from practices.models import PartnerPage

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_in_lithuanian(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("partner-kpmpc")
    index = MeetingIndexPage.objects.get(locale__language_code="lt")
    form = client.get(reverse("wagtailadmin_pages:add", args=["home", "meetingpage", index.pk])).text
    original = PartnerPage.objects.get(original_page=None, code="kpmpc")
    translated = PartnerPage.objects.filter(locale__language_code="lt", translation_key=original.translation_key).get()
    assert translated.title != original.title
    assert f">{translated.title}</option>" in form
    assert f">{original.title}</option>" not in form
    chooser = client.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert "Ieškoti" in chooser
    assert ">Search<" not in " ".join(chooser.split()).replace("> ", ">").replace(" <", "<")
    assert "Root" not in chooser
