"""What an administrator sets once for the whole site shows on every page, in every language."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model

from cms.base.display.funding import DISCLAIMER, PROGRAMME_LINE
from cms.base.models import SiteSettings
from tests.base.admin import messages, send
from tests.base.media.test_uploads import png

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def save(client: Client, **values: object) -> HttpResponse:
    url = reverse("wagtailsettings:edit", args=["base", "sitesettings", SiteSettings.objects.get().site_id])
    response = send(client, url, FORM, **values)
    assert response.status_code == 302, messages(response)
    return response


FORM = "w-editor-form"


def page(client: Client, language: str = "en") -> str:
    return client.get(f"/{language}/").content.decode()


def test_name_and_tagline(signed_in: SignIn, client: Client) -> None:
    save(signed_in("admin"), name="Nieuwe Tijden", tagline_nl="Samen leren")
    assert "Nieuwe Tijden" in page(client, "nl")
    settings = SiteSettings.objects.get()
    assert (settings.name, settings.tagline["nl"]) == ("Nieuwe Tijden", "Samen leren")


def test_logo(signed_in: SignIn, client: Client) -> None:
    logo = get_image_model().objects.create(title="Our logo", file=SimpleUploadedFile("logo.png", png(200, 80)))
    save(signed_in("admin"), logo=logo.pk)
    assert SiteSettings.objects.get().logo == logo
    assert "/media/images/logo" in page(client)


@pytest.mark.sample(4)
@pytest.mark.parametrize("period", ["2014-2020", "2021-2027"])
@pytest.mark.parametrize("language", ["en", "nl", "it", "lt", "es"])
def test_grant_period(signed_in: SignIn, client: Client, period: str, language: str) -> None:
    save(signed_in("admin"), grant_period=period)
    html = page(client, language)
    assert PROGRAMME_LINE[period][language] in html
    assert DISCLAIMER[period][language] in html


def test_no_grant(signed_in: SignIn, client: Client) -> None:
    save(signed_in("admin"), grant_period="")
    assert PROGRAMME_LINE["2014-2020"]["en"] not in page(client)


def test_a_statement_of_the_grant_agreement(signed_in: SignIn, client: Client) -> None:
    save(signed_in("admin"), statement_nl="Met steun van Europa", disclaimer_nl="Alleen onze mening.")
    html = page(client, "nl")
    assert "Met steun van Europa" in html
    assert "Alleen onze mening." in html
    assert PROGRAMME_LINE["2014-2020"]["en"] in page(client, "en")


def test_languages_on_offer(signed_in: SignIn, client: Client) -> None:
    save(signed_in("admin"), languages=["en", "nl"])
    html = page(client)
    assert 'href="/nl/' in html or "/nl/" in html
    assert SiteSettings.objects.get().ticked_languages() == [("en", "English"), ("nl", "Nederlands")]


@pytest.mark.parametrize("username", ["coordinator", "partner-kpmpc", "translator-nl"])
def test_others_do_not_change_them(signed_in: SignIn, username: str) -> None:
    url = reverse("wagtailsettings:edit", args=["base", "sitesettings", SiteSettings.objects.get().site_id])
    assert signed_in(username).post(url, {"name": "Mine"}).status_code == 302
    assert SiteSettings.objects.get().name == "New Times"


def test_ticked_languages_that_the_site_no_longer_has_withdraw_no_other(db: None) -> None:
    assert dict(SiteSettings(languages=["xx", "nl"]).ticked_languages()) == {"nl": "Nederlands"}
    assert len(SiteSettings(languages=["xx"]).ticked_languages()) == 5
