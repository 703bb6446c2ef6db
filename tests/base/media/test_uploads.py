"""Files that are not what they say, or too much: a clear message, no server error, nothing saved."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.documents.models import Document
from wagtail.images import get_image_model

from tests.base.admin import messages

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def png(width: int = 8, height: int = 8) -> bytes:
    file = BytesIO()
    Pillow.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


def animation(width: int, height: int, frames: int) -> bytes:
    """A GIF with many frames of a few bytes."""
    file = BytesIO()
    pictures = [Pillow.new("P", (width, height), number % 2) for number in range(frames)]
    pictures[0].save(file, "GIF", save_all=True, append_images=pictures[1:])
    return file.getvalue()


def many_frames(frames: int) -> bytes:
    """A GIF whose frames have one pixel each."""
    file = BytesIO()
    Pillow.new("P", (1, 1)).save(file, "GIF")
    header = file.getvalue()[: 13 + 3 * 2 ** ((file.getvalue()[10] & 7) + 1)]
    frame = b"\x21\xf9\x04\0\0\0\0\0" + b"\x2c\0\0\0\0\1\0\1\0\0" + b"\2\2\x44\1\0"
    return header + frame * frames + b";"


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of a few bytes that says that it has that many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
REFUSED: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {  # what takes long is made by its test only
    "a web page renamed": ("photo.jpg", b"<html><script>alert(1)</script></html>", "Not a valid .jpeg image"),
    "a PNG renamed": ("photo.jpg", png(), "Not a valid .jpeg image"),
    "SVG": ("drawing.svg", SVG, "Not a supported image format"),
    "SVG renamed": ("drawing.png", SVG, "Not a valid .png image"),
    "TIFF": ("scan.tiff", b"II*\0\x08\0\0\0\0\0\0\0\0\0", "Not a supported image format"),
    "20 MB": ("large.png", png() + b"\0" * 20 * 1024 * 1024, "too big"),
    "cut off in the header": ("broken.png", png()[:20], "valid image"),
    "cut off in the middle": ("broken.png", lambda: png(2000, 2000)[:3000], "valid image"),
    "a bomb": ("bomb.png", bomb(), "too many pixels"),
    "41 megapixels in little": ("wide.png", bomb(8200, 5000), "too many pixels"),
    "an animation of 41 megapixels": ("long.gif", lambda: animation(1000, 1000, 41), "at most 40 megapixels"),
    "an animation of little frames": ("frames.gif", many_frames(1001), "may have at most 1000"),
    "empty": ("empty.png", b"", "empty"),
}


def upload(client: Client, name: str, content: bytes) -> HttpResponse:
    data = {"title": name, "file": SimpleUploadedFile(name, content), "collection": 1, "description": ""}
    return client.post(reverse("wagtailimages:add"), data)


@pytest.mark.sample(6)
@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_picture_is_refused(signed_in: SignIn, case: str) -> None:
    name, made, reason = REFUSED[case]
    content = made() if callable(made) else made
    client = signed_in("coordinator")
    response = upload(client, name, content)
    assert response.status_code == 200
    assert reason in " ".join(response.context["form"].errors["file"])
    assert reason in messages(response)
    assert not get_image_model().objects.exists()
    # Several at once, by dragging: the answer is JSON.
    data = {"title": name, "files[]": SimpleUploadedFile(name, content), "collection": 1}
    response = client.post(reverse("wagtailimages:add_multiple"), data, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 200
    assert not response.json()["success"]
    assert not get_image_model().objects.exists()


def test_the_limit_is_said_beforehand_and_checked_before_decoding(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("coordinator")
    assert "At most 40 megapixels" in client.get(reverse("wagtailimages:add")).content.decode()

    def decode(*args: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(ImageFile, "load", decode)
    assert "at most 40 megapixels" in messages(upload(client, "wide.png", bomb(8200, 5000)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_good_picture_is_taken(signed_in: SignIn, kind: str) -> None:
    file = BytesIO()
    Pillow.new("RGB", (30, 20), "red").save(file, kind)
    assert upload(signed_in("coordinator"), f"red.{kind.lower()}", file.getvalue()).status_code == 302
    picture = get_image_model().objects.get()
    assert (picture.width, picture.height) == (30, 20)


@pytest.mark.parametrize("name", ["page.html", "macro.docm", "run.exe", "drawing.svg", "script.js", "noextension"])
def test_documents_of_other_types_are_refused(signed_in: SignIn, name: str) -> None:
    client = signed_in("coordinator")
    data = {"title": "D", "file": SimpleUploadedFile(name, b"<script>"), "collection": 1}
    response = client.post(reverse("wagtaildocs:add"), data)
    assert response.status_code == 200
    assert "file" in response.context["form"].errors
    assert not Document.objects.exists()


@pytest.mark.parametrize(("content", "reason"), [(b"x" * 9, "too big"), (b"", "empty")])
def test_a_refused_document_is_not_also_told_that_it_has_no_ending(settings: Any, content: bytes, reason: str) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 8
    file = SimpleUploadedFile("report.pdf", content)
    form = get_document_form(get_document_model())({"title": "D", "collection": 1}, {"file": file})
    assert len(form.errors["file"]) == 1
    assert reason in form.errors["file"][0]


def test_a_document_is_taken_and_never_shown_in_the_page(signed_in: SignIn) -> None:
    """A file that says .txt and holds a script is downloaded, not run."""
    client = signed_in("coordinator")
    data = {"title": "D", "file": SimpleUploadedFile("notes.txt", b"<script>alert(1)</script>"), "collection": 1}
    assert client.post(reverse("wagtaildocs:add"), data).status_code == 302
    response = client.get(Document.objects.get().url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_frames_are_counted_up_to_the_limit(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow takes seconds to count those of a few megabytes."""

    def count(*args: object) -> None:
        raise AssertionError("counted")

    monkeypatch.setattr(GifImageFile, "n_frames", property(count))
    assert "may have at most 1000" in messages(upload(signed_in("coordinator"), "frames.gif", many_frames(300_000)))


def test_a_long_animation_is_taken(signed_in: SignIn) -> None:
    assert upload(signed_in("coordinator"), "frames.gif", many_frames(1000)).status_code == 302
