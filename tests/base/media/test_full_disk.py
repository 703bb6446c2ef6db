"""A disk without space: a message in the form, and nothing saved, neither a row nor a part of a file.

The limit on the size of the process's files is as real to the storage as a full disk, and needs no other machine.
"""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from cms.base.media.storage import SiteStorage
from cms.base.models import Rendition, SiteImage
from tests.base.admin import messages, send_portrait
from tests.base.media.photos import photo

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
XHR = {"x-requested-with": "XMLHttpRequest"}
SPACE = 9_000_000  # more than the test's own database
REASON = "There is no space left on the server"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * SPACE  # no temporary files
    return tmp_path


@contextmanager
def full_disk() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SPACE, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture(scope="module")
def large() -> bytes:
    """A picture that the limit on uploads allows, and the disk does not."""
    file = BytesIO()
    Image.effect_noise((3080, 3080), 200).save(file, "PNG", compress_level=0)
    assert SPACE < len(file.getvalue()) < 10 * 1024 * 1024
    return file.getvalue()


def post(client: Client, url: str, **data: Any) -> HttpResponse:
    with full_disk():
        return client.post(url, {"title": "Typed", "collection": 1, "description": "", **data})


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_a_picture(signed_in: SignIn, media: Path, large: bytes) -> None:
    response = post(signed_in("coordinator"), reverse("wagtailimages:add"), file=SimpleUploadedFile("p.png", large))
    assert response.status_code == 200
    assert REASON in messages(response)
    title = BeautifulSoup(response.content, "html.parser").select_one("[name=title]")
    assert title is not None
    assert title["value"] == "Typed"
    assert not SiteImage.objects.exists()
    assert not files(media)


def test_pictures_dropped_together(signed_in: SignIn, media: Path, large: bytes) -> None:
    client, url = signed_in("coordinator"), reverse("wagtailimages:add_multiple")
    with full_disk():
        data = {"files[]": SimpleUploadedFile("p.png", large), "collection": 1}
        answer = client.post(url, data, headers=XHR).json()
        assert (answer["success"], REASON in answer["error_message"]) == (False, True)
        data = {"title": "T" * 300, "files[]": SimpleUploadedFile("p.png", large), "collection": 1}
        answer = client.post(url, data, headers=XHR).json()  # stored for now by Wagtail
        assert (answer["success"], REASON in answer["error_message"]) == (False, True)
    assert not SiteImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert not files(media)


def test_a_picture_in_a_chooser(signed_in: SignIn, media: Path, large: bytes) -> None:
    names = {"title": "Typed", "collection": 1, "file": SimpleUploadedFile("p.png", large)}
    data = {f"image-chooser-upload-{name}": value for name, value in names.items()}
    answer = post(signed_in("coordinator"), reverse("wagtailimages_chooser:create"), **data).json()
    assert answer["step"] == "reshow_creation_form"
    assert REASON in answer["htmlFragment"]
    assert not files(media)


def test_replacing_a_picture_keeps_the_old_one(signed_in: SignIn, media: Path, large: bytes) -> None:
    image = SiteImage.objects.create(title="Old", file=ContentFile(photo(), name="old.jpg"))
    url = reverse("wagtailimages:edit", args=[image.pk])
    response = post(signed_in("coordinator"), url, file=SimpleUploadedFile("p.png", large))
    assert response.status_code == 200
    assert REASON in messages(response)
    image.refresh_from_db()
    assert (image.title, image.width) == ("Old", 64)
    assert "old.jpg" in files(media)
    assert "p.png" not in files(media)


def test_a_document(signed_in: SignIn, media: Path, large: bytes) -> None:
    client, file = signed_in("coordinator"), SimpleUploadedFile("notes.txt", large)
    response = post(client, reverse("wagtaildocs:add"), file=file)
    assert response.status_code == 200
    assert REASON in messages(response)
    with full_disk():
        data = {"files[]": SimpleUploadedFile("notes.txt", large), "collection": 1}
        answer = client.post(reverse("wagtaildocs:add_multiple"), data, headers=XHR).json()
    assert (answer["success"], REASON in answer["error_message"]) == (False, True)
    assert not Document.objects.exists()
    assert not files(media)


class FullStorage(SiteStorage):
    """Writes to a device that never has space."""

    def path(self, name: str) -> str:
        return "/dev/full"


def test_a_portrait(monkeypatch: pytest.MonkeyPatch, signed_in: SignIn) -> None:
    """The form is Wagtail's, so the message comes with the next page."""
    monkeypatch.setattr(UserProfile._meta.get_field("avatar"), "storage", FullStorage(allow_overwrite=True))
    client = signed_in("coordinator")
    response = send_portrait(client, SimpleUploadedFile("p.png", photo("PNG")))
    assert response.status_code == 302
    assert REASON in messages(client.get(response["Location"]))
    assert not UserProfile.objects.exclude(avatar="").exists()


@pytest.mark.parametrize("tag", ["{% image picture original %}", '{% srcset_image picture width-{10,20} sizes="9" %}'])
def test_a_page_is_shown_without_the_picture(monkeypatch: pytest.MonkeyPatch, media: Path, tag: str) -> None:
    image = SiteImage.objects.create(title="P", file=ContentFile(photo(), name="small.jpg"))
    monkeypatch.setattr(Rendition._meta.get_field("file"), "storage", FullStorage(allow_overwrite=True))
    shown = Template("{% load wagtailimages_tags %}" + tag).render(Context({"picture": image}))
    assert "not-found" in shown
    assert files(media) == ["small.jpg"]
