"""Undoing an import deletes nothing that somebody has begun to use, and nothing in the name of nobody."""

from io import BytesIO
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Comment

from cms.base.access.shares import SharedPage
from cms.base.models import SiteImage, User
from practices.exchange.desk import going_on
from practices.exchange.importing.running import go_on
from practices.models import Import, PracticePage
from tests.factories import make_practice
from tests.practices.exchange.documents import docx
from tests.practices.exchange.test_imports_in_the_admin import (
    HEADS,
    UPLOAD,
    SignIn,
    State,
    imported,
    page,
    post,
    row,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]


@pytest.fixture
def partner(signed_in: SignIn) -> Client:
    return signed_in("partner-kpmpc")


def png(colour: str) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (300, 200), colour).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def with_pictures(partner: Client) -> Import:
    """An import of one practice with two pictures: its own, and one that can be chosen instead."""
    texts = [("Heading 1", "Garden"), ("Heading 2", "What is done"), ("", "Text")]
    data = docx([*texts, ("picture", png("red")), ("picture", png("blue"))])
    partner.post(UPLOAD, {"file": SimpleUploadedFile("garden.docx", data), "partner": "kpmpc"})
    return post(partner, Import.objects.get(), "confirm_import")


def other_picture() -> SiteImage:
    return SiteImage.objects.exclude(pk=PracticePage.objects.get(title="Garden").image.pk).get()


def test_a_picture_in_the_draft_of_another_page_stays(partner: Client, with_pictures: Import) -> None:
    other, picture = make_practice("kpmpc", title="Other"), other_picture()
    draft = other.get_latest_revision_as_object()
    draft.image = picture
    draft.save_revision(clean=False)
    post(partner, with_pictures, "undo_import")
    assert not PracticePage.objects.filter(title="Garden").exists()
    assert SiteImage.objects.get() == picture


def test_pictures_stay_with_a_page_that_stays(partner: Client, with_pictures: Import) -> None:
    draft = PracticePage.objects.get(title="Garden").get_latest_revision_as_object()
    draft.image = other_picture()
    draft.save_revision(clean=False)
    post(partner, with_pictures, "undo_import")
    assert SiteImage.objects.count() == 2


def test_a_picture_that_somebody_has_worked_on_stays(partner: Client, with_pictures: Import, signed_in: SignIn) -> None:
    picture = other_picture()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    values = {"title": "Our garden", "collection": picture.collection_id, "people_shown": "nobody"}
    assert signed_in("admin").post(address, values).status_code == 302
    post(partner, with_pictures, "undo_import")
    assert SiteImage.objects.get().title == "Our garden"


def test_pages_that_somebody_uses_stay(partner: Client) -> None:
    run = post(partner, upload(partner, [row(name) for name in "ABCD"]), "confirm_import")
    coordinator = User.objects.get(username="coordinator")
    pages = {name: PracticePage.objects.get(external_id=name) for name in "ABCD"}
    with mock.patch("cms.base.models.page.BasePage.refuse_if_unpublishable"):
        pages["A"].latest_revision.publish(user=coordinator, skip_permission_checks=True)
    PracticePage.objects.get(external_id="A").unpublish(user=coordinator)
    Comment.objects.create(page=pages["B"], user=coordinator, text="Please keep", contentpath="title")
    SharedPage.objects.create(key=pages["C"].translation_key, user=coordinator)
    run = post(partner, run, "undo_import")
    assert imported() == {"A", "B", "C"}
    text = page(partner, run).select_one("ul[aria-labelledby=pages]").get_text()
    for reason in ("It has been published.", "Somebody has commented on it.", "It is shared with somebody."):
        assert reason in text


def test_earlier_comments_on_a_changed_page_do_not_count(partner: Client) -> None:
    existing = make_practice("kpmpc", title="Old title", external_id="A", live=False)
    existing.save_revision()
    coordinator = User.objects.get(username="coordinator")
    Comment.objects.create(page=existing, user=coordinator, text="Well done", contentpath="title")
    SharedPage.objects.create(key=existing.translation_key, user=coordinator)
    run = post(partner, upload(partner, [row("A")]), "confirm_import")
    post(partner, run, "undo_import")
    assert PracticePage.objects.get(pk=existing.pk).get_latest_revision_as_object().title == "Old title"


def test_an_original_stays_with_a_translation_that_somebody_has_worked_on(partner: Client) -> None:
    translated = row("A", title="Pavyzdys", summary="Kas tai.", activities="Tekstas")
    run = upload(partner, [["en", *row("A")], ["lt", *translated]], heads=["language", *HEADS])
    run = post(partner, run, "confirm_import")
    PracticePage.objects.get(title="Pavyzdys").save_revision(clean=False)
    post(partner, run, "undo_import")
    assert set(PracticePage.objects.values_list("title", flat=True)) == {"Practice A", "Pavyzdys"}


@pytest.mark.parametrize("is_deleted", [True, False])
def test_nothing_is_taken_back_for_an_account_that_was_closed(
    partner: Client, signed_in: SignIn, is_deleted: bool
) -> None:
    run = post(partner, upload(partner, [row("A")]), "confirm_import")
    coordinator = User.objects.get(username="coordinator")
    with mock.patch.object(going_on, "AT_ONCE", 0):
        post(signed_in("coordinator"), run, "undo_import")
    if is_deleted:
        coordinator.delete()
    else:
        User.objects.filter(pk=coordinator.pk).update(is_active=False)
    go_on(run.pk)
    run.refresh_from_db()
    assert (run.state, imported()) == (State.UNDONE, {"A"})
    assert "account" in page(partner, run).select_one("ul[aria-labelledby=pages]").get_text()
