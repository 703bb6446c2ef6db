"""Name, logo, colours and channels of a site are settings: on its pages, in the admin and when all else fails."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw

from cms.base.brand.channels import channels_of, validate_channels
from cms.base.brand.colours import (
    DARK_PAPER,
    DARK_WASH,
    LINK,
    ON_NIGHT,
    PAPER,
    SUN,
    TEXT,
    WASH,
    Palette,
    contrast,
    readable,
    rgb,
    validate_link_colour,
)
from cms.base.delivery.error_views import server_error
from cms.base.models import SiteImage, SiteSettings
from tests.base.admin import send

pytestmark = pytest.mark.once
GREEN, PURPLE = "#9bd24d", "#5b2a86"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert contrast(rgb("#767676"), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)  # the well-known least grey


@pytest.mark.parametrize("colour", [SUN, LINK, GREEN, PURPLE, "#000000", "#ffffff", "#ff0000"])
def test_what_is_worked_out_from_a_colour_can_be_read(colour: str) -> None:
    for background, least in ((PAPER, TEXT), (WASH, TEXT), (DARK_PAPER, TEXT), (DARK_WASH, 7), (ON_NIGHT, 11)):
        assert contrast(rgb(readable(colour, background, least)), rgb(background)) >= least
    assert "--on-sun:" in Palette(colour, LINK).css()


def test_a_pale_link_colour_is_refused_with_the_ratio() -> None:
    validate_link_colour(PURPLE)
    with pytest.raises(ValidationError, match=r"1\.6 : 1"):
        validate_link_colour(GREEN)
    for wrong in ("", "red", "#fff", "#12345g", "#164a7c}"):
        with pytest.raises(ValidationError):
            validate_link_colour(wrong)


def test_channels_are_named_after_their_service() -> None:
    lines = "https://www.linkedin.com/company/x\n\nhttps://lt-lt.facebook.com/x https://example.org/blog"
    validate_channels(lines)
    assert [channel.name for channel in channels_of(lines)] == ["LinkedIn", "Facebook", "example.org"]
    for wrong in ("javascript:alert(1)", "linkedin", "https://example.org/ " * 9):
        with pytest.raises(ValidationError):
            validate_channels(wrong)


def logo(colour: str, size: int = 200) -> SiteImage:
    """A disc on a transparent background."""
    picture = Image.new("RGBA", (size, size))
    ImageDraw.Draw(picture).ellipse((20, 20, size - 20, size - 20), fill=colour)
    data = BytesIO()
    picture.save(data, "PNG")
    return SiteImage.objects.create(title="Logo", file=ContentFile(data.getvalue(), "logo.png"))


@pytest.fixture
def admin(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("admin")


def save_settings(admin: Client, **changes: Any) -> Any:
    settings = SiteSettings.objects.get()
    url = reverse("wagtailsettings:edit", args=["base", "sitesettings", settings.site_id])
    return send(admin, url, "w-editor-form", **changes)


@pytest.mark.django_db
def test_a_logo_that_cannot_be_seen_is_refused_with_the_ratio(admin: Client) -> None:
    refused = save_settings(admin, logo=logo("white").pk)
    assert "The contrast of this logo with the background is 1.0 : 1" in refused.content.decode()
    assert SiteSettings.objects.get().logo is None
    assert save_settings(admin, logo=logo("#164a7c").pk).status_code == 302


@pytest.mark.django_db
def test_a_site_has_colours_of_its_own(
    admin: Client, client: Client, rf: Any, django_capture_on_commit_callbacks: Any
) -> None:
    assert "colours/" not in client.get("/en/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        changes = {"name": "Our Bridge", "accent_colour": GREEN, "link_colour": PURPLE, "channels": "https://x.com/b"}
        assert save_settings(admin, **changes).status_code == 302

    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    url = f"/colours/v1/{GREEN[1:]}{PURPLE[1:]}.css"
    assert page.select_one(f'link[href="{url}"]')
    assert page.select_one('.footer a[href="https://x.com/b"]').get_text(strip=True) == "X"
    css = client.get(url)
    assert css["Content-Type"].startswith("text/css")
    assert "immutable" in css["Cache-Control"]
    assert f"--sun:{GREEN}" in css.content.decode()
    assert client.get("/colours/v1/9bd24d5b2a8.css").status_code == 404

    of_admin = admin.get("/admin/").content.decode()
    assert url in of_admin
    assert "Our Bridge" in BeautifulSoup(of_admin, "html.parser").title.string
    failed = server_error(rf.get("/en/")).content.decode()
    assert url in failed
    assert "Our Bridge" in failed


@pytest.mark.django_db
def test_the_mark_of_a_site_is_its_icon_everywhere(admin: Client, client: Client) -> None:
    for size in (180, 192, 512):
        assert client.get(f"/icons/{size}.png")["Location"] == f"/static/icons/icon-{size}.png"
    refused = save_settings(admin, mark=logo("#164a7c").pk)
    assert "This picture has 200 × 200 pixels. It needs at least 512 × 512." in refused.content.decode()
    mark = logo("#164a7c", 600)
    assert save_settings(admin, mark=mark.pk).status_code == 302

    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    urls = [page.select_one(f'link[rel="{rel}"]')["href"] for rel in ("icon", "apple-touch-icon")]
    manifest = client.get(page.select_one('link[rel="manifest"]')["href"])
    assert manifest["Content-Type"] == "application/manifest+json"
    urls += [icon["src"] for icon in manifest.json()["icons"]]
    assert [Image.open(BytesIO(read(client, url))).size[0] for url in urls] == [96, 180, 192, 512]
    assert urls[0] in admin.get("/admin/").content.decode()


def read(client: Client, url: str) -> bytes:
    return b"".join(client.get(url, follow=True).streaming_content)
