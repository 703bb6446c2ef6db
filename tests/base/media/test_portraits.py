"""Portraits of users are checked like every other picture: what was refused is said in the account settings."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from cms.base.media.metadata import UnsupportedImage
from tests.base.admin import messages, send_portrait
from tests.base.media.photos import SECRET, photo
from tests.base.media.test_uploads import SVG, bomb, many_frames

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def encoded(kind: str, **options: Any) -> bytes:
    file = BytesIO()
    Image.new("RGB", (20, 20)).save(file, kind, **options)
    return file.getvalue()


TIFF = encoded("TIFF", description=SECRET.decode())
REFUSED = {
    "a TIFF called JPEG": ("a.jpg", TIFF, "Not a valid .jpeg image"),
    "a TIFF called PNG": ("a.png", TIFF, "Not a valid .png image"),
    "a TIFF": ("a.tif", TIFF, "Not a supported image format"),
    "JPEG 2000": ("a.jp2", encoded("JPEG2000"), "valid image"),
    "JPEG 2000 called JPEG": ("a.jpg", encoded("JPEG2000"), "valid image"),
    "SVG": ("a.svg", SVG, "Not a supported image format"),
    "no picture": ("a.jpg", b"<html>", "valid image"),
    "cut off": ("a.png", photo("PNG")[:200], "valid image"),
    "64 megapixels": ("a.png", bomb(8000, 8000), "at most 40 megapixels"),
    "too many frames": ("a.gif", many_frames(1001), "may have at most 1000"),
}


@pytest.mark.sample(2)
@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_portrait_is_refused(signed_in: SignIn, media: Path, case: str) -> None:
    name, content, reason = REFUSED[case]
    response = send_portrait(signed_in("coordinator"), SimpleUploadedFile(name, content, "image/jpeg"))
    assert response.status_code == 200
    assert reason in messages(response)
    assert not UserProfile.objects.exclude(avatar="").exists()
    assert not list(media.rglob("*.*"))


def test_a_large_portrait_is_made_smaller(signed_in: SignIn) -> None:
    client = signed_in("coordinator")
    panel = BeautifulSoup(client.get(reverse("wagtailadmin_account")).content, "html.parser")
    assert "At most 40 megapixels" in panel.get_text()
    file = BytesIO()
    Image.new("RGB", (1000, 500)).save(file, "JPEG")
    assert send_portrait(client, SimpleUploadedFile("p.jpg", file.getvalue())).status_code == 302
    avatar = UserProfile.objects.exclude(avatar="").get().avatar
    assert (avatar.width, avatar.height) == (400, 200)
    assert send_portrait(client, SimpleUploadedFile("q.png", photo("PNG"))).status_code == 302  # another instead


def test_nothing_is_stored_with_its_metadata(django_user_model: Any) -> None:
    profile = UserProfile.get_for_user(django_user_model.objects.get(username="coordinator"))
    profile.avatar = ContentFile(TIFF, name="a.tif")
    with pytest.raises(UnsupportedImage):
        profile.save()
