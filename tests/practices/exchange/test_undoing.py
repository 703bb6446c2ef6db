"""Undoing an import deletes nothing that somebody has begun to use, and nothing without a user."""

from io import BytesIO
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Comment, Locale, Page, PageLogEntry

from cms.base.access.shares import SharedPage
from cms.base.models import SiteImage, User
from practices.exchange.desk import actions
from practices.exchange.importing.running import go_on
from practices.models import Import, PracticePage
from practices.review.review import PracticeReview
from practices.review.task import PartnerReviewState
from tests.factories import make_practice
from tests.practices.exchange.admin import (
    FULL,
    HEADS,
    UPLOAD,
    SignIn,
    State,
    imported,
    page,
    post,
    row,
    upload,
    url,
)
from tests.practices.exchange.documents import docx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]


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


@pytest.mark.once
def test_a_picture_in_the_draft_of_another_page_stays(partner: Client, with_pictures: Import) -> None:
    other, picture = make_practice("kpmpc", title="Other"), other_picture()
    draft = other.get_latest_revision_as_object()
    draft.image = picture
    draft.save_revision(clean=False)
    post(partner, with_pictures, "undo_import")
    assert not PracticePage.objects.filter(title="Garden").exists()
    assert SiteImage.objects.get() == picture


@pytest.mark.once
def test_pictures_stay_with_a_page_that_stays(partner: Client, with_pictures: Import) -> None:
    draft = PracticePage.objects.get(title="Garden").get_latest_revision_as_object()
    draft.image = other_picture()
    draft.save_revision(clean=False)
    post(partner, with_pictures, "undo_import")
    assert SiteImage.objects.count() == 2


@pytest.mark.once
def test_a_picture_that_somebody_has_worked_on_stays(partner: Client, with_pictures: Import, signed_in: SignIn) -> None:
    picture = other_picture()
    url = reverse("wagtailimages:edit", args=[picture.pk])
    values = {"title": "Our garden", "collection": picture.collection_id, "people_shown": "nobody"}
    assert signed_in("admin").post(url, values).status_code == 302
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


@pytest.mark.once
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
@pytest.mark.once
def test_nothing_is_taken_back_for_an_account_that_was_closed(
    partner: Client, signed_in: SignIn, is_deleted: bool
) -> None:
    run = post(partner, upload(partner, [row("A")]), "confirm_import")
    coordinator = User.objects.get(username="coordinator")
    with mock.patch.object(actions, "MAX_IN_REQUEST", 0):
        post(signed_in("coordinator"), run, "undo_import")
    if is_deleted:
        coordinator.delete()
    else:
        User.objects.filter(pk=coordinator.pk).update(is_active=False)
    go_on(run.pk)
    run.refresh_from_db()
    assert (run.state, imported()) == (State.UNDONE, {"A"})
    assert "account" in page(partner, run).select_one("ul[aria-labelledby=pages]").get_text()


@pytest.mark.once
def test_what_was_touched_since_is_listed_and_left(partner: Client) -> None:
    run = post(partner, upload(partner, [row("A"), row("B")]), "confirm_import")
    PracticePage.objects.get(external_id="B").save_revision(clean=False)
    soup = BeautifulSoup(partner.get(url(run, "undo_import")).content, "html.parser")
    assert [each.a.get_text() for each in soup.select("ul[aria-labelledby=left] li")] == ["Practice B"]
    run = post(partner, run, "undo_import")
    assert (run.state, imported()) == (State.UNDONE, {"B"})
    left = page(partner, run).select_one("ul[aria-labelledby=pages]").get_text()
    assert "Practice B" in left
    assert "Somebody has worked on it since." in left


@pytest.mark.once
def test_each_page_that_stays_says_why(partner: Client, signed_in: SignIn) -> None:
    run = post(partner, upload(partner, [row(name) for name in "ABCDE"]), "confirm_import")
    coordinator = User.objects.get(username="coordinator")
    pages = {name: PracticePage.objects.get(external_id=name) for name in "ABCDE"}
    pages["A"].save_revision(user=coordinator, clean=False)
    pages["B"].get_workflow().start(pages["B"], coordinator)
    Page.objects.filter(pk=pages["C"].pk).update(live_revision=pages["C"].latest_revision)
    pages["D"].copy_for_translation(Locale.objects.get(language_code="lt"), copy_parents=True)
    soup = BeautifulSoup(partner.get(url(run, "undo_import")).content, "html.parser")
    reasons = {each.a.get_text(): each.span.get_text() for each in soup.select("ul[aria-labelledby=left] li")}
    assert reasons == {
        "Practice A": f"English · {get_user_display_name(coordinator)} has edited it since.",
        "Practice B": "English · It is in review. Cancel the review on its page before you undo the import.",
        "Practice C": "English · It has been published.",
        "Practice D": "English · It has been translated.",
    }


def test_reviews_that_the_import_has_asked_for_are_cancelled_unless_begun(partner: Client, signed_in: SignIn) -> None:
    like = make_practice("kpmpc", title="Like it")
    facts = [";".join(term.slug for term in getattr(like, name).all()) for name in FULL[:-1]]
    heads = ["external_id", "title", "summary", "activities", *FULL]
    rows = [[name, f"Practice {name}", "Short", "Text", *facts, "promising"] for name in "ABCD"]
    run = post(partner, upload(partner, rows, heads=heads), "confirm_import", submits="on")
    coordinator = User.objects.get(username="coordinator")
    pages = {name: PracticePage.objects.get(external_id=name) for name in "ABCD"}
    assert pages["A"].current_workflow_state.user_can_cancel(User.objects.get(username="partner-kpmpc"))
    step = PartnerReviewState.objects.get(workflow_state=pages["B"].current_workflow_state)
    PracticeReview.objects.create(practice=pages["B"].translation_key, task_state=step)
    pages["C"].current_workflow_task_state.reject(user=coordinator)
    pages["D"].current_workflow_state.cancel(user=coordinator)
    pages["D"].get_workflow().start(pages["D"], coordinator)
    soup = BeautifulSoup(partner.get(url(run, "undo_import")).content, "html.parser")
    assert "nobody has begun, are cancelled" in soup.get_text()
    (back,) = soup.select("ul[aria-labelledby=back] li")
    assert "its review is cancelled" in back.get_text()
    left = soup.select("ul[aria-labelledby=left] li")
    assert [each.a["href"] for each in left] == [
        reverse("wagtailadmin_pages:edit", args=[pages[name].pk]) for name in "BCD"
    ]
    assert all("Cancel the review on its page" in each.get_text() for each in left)
    client = signed_in("coordinator")
    post(client, run, "undo_import")
    assert imported() == {"B", "C", "D"}
    (entry,) = PageLogEntry.objects.filter(page=pages["A"].pk, action="wagtail.workflow.cancel")
    assert entry.user == coordinator
