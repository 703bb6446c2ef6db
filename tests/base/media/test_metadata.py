"""Nothing that is published says where a photograph was taken, however it came in."""

from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageChops, ImageOps
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from cms.base.media import containers
from cms.base.media.metadata import FORMATS, UnsupportedImage, without_metadata
from cms.base.models import SiteImage
from tests.base.admin import send_portrait
from tests.base.media.photos import KINDS, PROFILE, SECRET, TURNED, UPRIGHT, opened, photo, picture

pytestmark = pytest.mark.once

SignIn = Callable[[str], Client]
XHR = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference between two pixels, of 255."""
    return max(high for _, high in ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema())


def is_clean(data: bytes) -> bool:
    image = opened(data)
    return SECRET not in data and not image.getexif() and not {"exif", "xmp", "comment"} & set(image.info)


def stored(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


# -- the file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", [UPRIGHT, TURNED])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_loses_its_metadata_and_nothing_else(kind: str, orientation: int) -> None:
    data = photo(kind, orientation)
    assert not is_clean(data)
    clean = without_metadata(data)
    assert is_clean(clean)
    image, seen = opened(clean), ImageOps.exif_transpose(opened(data))
    assert image.size == seen.size == ((40, 64) if orientation == TURNED and kind != "GIF" else (64, 40))
    is_decoded = kind == "AVIF" or orientation == TURNED
    assert difference(image, seen) <= (16 if is_decoded else 0)
    if kind != "GIF":
        assert image.info["icc_profile"] == PROFILE
    assert without_metadata(clean) is clean


def test_every_format_that_may_be_uploaded_can_be_cleaned() -> None:
    assert {name.upper().replace("JPG", "JPEG") for name in settings.WAGTAILIMAGES_EXTENSIONS} <= set(FORMATS)
    with pytest.raises(UnsupportedImage):
        without_metadata(b"II*\0\x08\0\0\0\0\0\0\0\0\0")


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_keeps_its_frames(kind: str) -> None:
    frames = [picture(), picture().rotate(90), picture().rotate(180)]
    file = BytesIO()
    metadata = {"comment": SECRET} if kind == "GIF" else {"exif": b"Exif\0\0" + b"MM\0*\0\0\0\x08\0\0\0\0" + SECRET}
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=70, loop=0, **metadata)
    assert SECRET in file.getvalue()
    clean = without_metadata(file.getvalue())
    assert SECRET not in clean
    image, before = Image.open(BytesIO(clean)), Image.open(file)
    assert image.n_frames == 3
    image.seek(1)
    before.seek(1)
    assert difference(image, before) <= (16 if kind == "AVIF" else 0)
    assert image.info["duration"] == before.info["duration"]
    assert image.info.get("loop") == before.info.get("loop")


def test_a_second_picture_and_a_thumbnail_are_removed() -> None:
    """Cameras append further pictures, each with the place; JFIF can hold a thumbnail of what was cropped."""
    first, second = BytesIO(), photo()
    picture().save(first, "MPO", save_all=True, append_images=[opened(second)], exif=opened(second).getexif())
    assert Image.open(first).n_frames == 2
    clean = without_metadata(first.getvalue())
    assert is_clean(clean)
    assert opened(clean).format == "JPEG"
    plain = containers.jpeg(photo())
    thumbnail = b"\xff\xe0\x00\x13JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01" + b"rgb"
    assert b"rgb" not in containers.jpeg(plain[:2] + thumbnail + plain[20:])


def test_a_photograph_that_was_cut_off_is_still_cleaned() -> None:
    data = photo()
    assert is_clean(without_metadata(data[: data.rindex(b"\xff\xd9")]))


# -- every way in ------------------------------------------------------------------------------------------------------


def add(client: Client) -> None:
    client.post(reverse("wagtailimages:add"), {"title": "P", "file": upload(), "collection": 1, "description": ""})


def add_several(client: Client) -> None:
    data = {"title": "P", "files[]": upload(), "collection": 1}
    assert client.post(reverse("wagtailimages:add_multiple"), data, headers=XHR).json()["success"]


def add_incomplete(client: Client) -> None:
    """Wagtail stores the file for now, and asks for what is missing."""
    data = {"title": "P" * 300, "files[]": upload(), "collection": 1}
    client.post(reverse("wagtailimages:add_multiple"), data, headers=XHR)
    number = UploadedFile.objects.get().pk
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number])
    client.post(url, {f"uploaded-image-{number}-title": "P", f"uploaded-image-{number}-collection": 1}, headers=XHR)


def choose(client: Client) -> None:
    data = {"image-chooser-upload-title": "P", "image-chooser-upload-file": upload(),
            "image-chooser-upload-collection": 1}  # fmt: skip
    assert client.post(reverse("wagtailimages_chooser:create"), data).json()["step"] == "chosen"


def replace(client: Client) -> None:
    image = SiteImage.objects.create(title="P", file=ContentFile(photo("PNG"), name="old.png"))
    data = {"title": "P", "file": upload(), "collection": 1, "description": ""}
    client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    assert SiteImage.objects.get().file.name.endswith("photo.jpg")


def create_in_code(client: Client) -> None:
    SiteImage.objects.create(title="P", file=ContentFile(photo(orientation=TURNED), name="photo.jpg"))


def save_file_in_code(client: Client) -> None:
    image = SiteImage(title="P")
    image.file.save("photo.jpg", ContentFile(photo(orientation=TURNED)))


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", photo(orientation=TURNED), "image/jpeg")


WAYS = [add, add_several, add_incomplete, choose, replace, create_in_code, save_file_in_code]


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_in_keeps_metadata(signed_in: SignIn, media: Path, way: Callable[[Client], None]) -> None:
    way(signed_in("coordinator"))
    image = SiteImage.objects.get()
    rendition = image.get_rendition("width-30")
    assert (image.width, image.height, rendition.width, rendition.height) == (40, 64, 30, 48)
    assert image.get_file_size() == image.file.size
    files = stored(media)
    assert len(files) >= 2
    assert all(is_clean(data) for data in files)


@pytest.mark.django_db
def test_what_is_stored_for_now_has_no_metadata(signed_in: SignIn, media: Path) -> None:
    data = {"title": "P" * 300, "files[]": upload(), "collection": 1}
    signed_in("coordinator").post(reverse("wagtailimages:add_multiple"), data, headers=XHR)
    assert UploadedFile.objects.exists()
    (file,) = stored(media)
    assert is_clean(file)


@pytest.mark.django_db
def test_a_portrait_of_a_user_has_no_metadata(signed_in: SignIn, media: Path) -> None:
    assert send_portrait(signed_in("coordinator"), upload()).status_code == 302
    assert UserProfile.objects.exclude(avatar="").exists()
    (file,) = stored(media)
    assert is_clean(file)


@pytest.mark.django_db
def test_the_same_photograph_is_recognised(signed_in: SignIn) -> None:
    client = signed_in("coordinator")
    add(client)
    response = client.post(reverse("wagtailimages:add_multiple"), {"files[]": upload(), "collection": 1}, headers=XHR)
    assert response.json()["duplicate"]


# -- what is already there ---------------------------------------------------------------------------------------------


def command() -> str:
    output = StringIO()
    call_command("strip_image_metadata", stdout=output)
    return output.getvalue()


def put_as_before(image: SiteImage, data: bytes) -> None:
    """As it was stored before metadata was removed."""
    name = default_storage.save("original_images/old.jpg", ContentFile(data))
    SiteImage.objects.filter(pk=image.pk).update(file=name, width=64, height=40)


def test_the_command_cleans_what_is_stored(committed: None, media: Path) -> None:
    pictures = [SiteImage.objects.create(title="P", file=ContentFile(photo(), name="new.jpg")) for _ in range(2)]
    put_as_before(pictures[0], photo(orientation=TURNED))
    old = SiteImage.objects.get(pk=pictures[0].pk)
    default_storage.save("images/old.width-30.jpg", ContentFile(photo()))
    old.renditions.create(filter_spec="width-30", focal_point_key="", file="images/old.width-30.jpg", width=30,
                          height=20)  # fmt: skip
    untouched = pictures[1].file.name
    default_storage.delete(pictures[0].file.name)
    try:
        assert "2 pictures, 1 cleaned, 1 renditions removed." in command()
        old.refresh_from_db()
        assert (old.width, old.height) == (40, 64)
        assert old.get_file_size() == old.file.size
        assert SiteImage.objects.get(pk=pictures[1].pk).file.name == untouched
        files = stored(media)
        assert len(files) == 2
        assert all(is_clean(data) for data in files)
        assert "2 pictures, 0 cleaned, 0 renditions removed." in command()
        default_storage.delete(untouched)
        with pytest.raises(CommandError, match=r"new"):
            command()
    finally:
        SiteImage.objects.all().delete()
