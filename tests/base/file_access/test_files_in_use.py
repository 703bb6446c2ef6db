"""Files on a published page can be changed only by those who may publish the page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document

from cms.base.models import SiteImage, SiteSettings
from practices.models import PracticeFile
from tests.base.admin import send
from tests.base.file_access.files import KINDS, make_document, make_picture, practice_with, set_live
from tests.base.media.test_uploads import png
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


def edit_document(client: Client, document: Document) -> None:
    file = SimpleUploadedFile("new.pdf", b"%PDF-1.4 replaced")
    data = {"title": "Changed", "file": file, "collection": 1, "tags": ""}
    client.post(reverse("wagtaildocs:edit", args=[document.pk]), data)


def edit_document_after_upload(client: Client, document: Document) -> None:
    data = {f"doc-{document.pk}-{name}": value for name, value in (("title", "Changed"), ("collection", 1))}
    url = reverse("wagtaildocs:edit_multiple", args=[document.pk])
    client.post(url, data, headers={"x-requested-with": "XMLHttpRequest"})


def delete_document(client: Client, document: Document) -> None:
    client.post(reverse("wagtaildocs:delete", args=[document.pk]))


def delete_document_after_upload(client: Client, document: Document) -> None:
    url = reverse("wagtaildocs:delete_multiple", args=[document.pk])
    client.post(url, headers={"x-requested-with": "XMLHttpRequest"})


def bulk(client: Client, file: Any, action: str, **data: Any) -> HttpResponse:
    url = reverse("wagtail_bulk_action", args=[file._meta.app_label, file._meta.model_name, action])
    return client.post(f"{url}?id={file.pk}", data)


def edit_picture(client: Client, picture: SiteImage) -> None:
    data = {"title": "Changed", "file": SimpleUploadedFile("new.png", png()), "collection": 1, "description": "Other"}
    client.post(reverse("wagtailimages:edit", args=[picture.pk]), data)


def describe_picture(client: Client, picture: SiteImage) -> None:
    data = {"title": picture.title, "collection": 1, "description": "Other", "credit": "Somebody"}
    client.post(reverse("wagtailimages:edit", args=[picture.pk]), data)


def edit_picture_after_upload(client: Client, picture: SiteImage) -> None:
    names = (("title", "Changed"), ("collection", 1), ("description", "Other"))
    data = {f"image-{picture.pk}-{name}": value for name, value in names}
    url = reverse("wagtailimages:edit_multiple", args=[picture.pk])
    client.post(url, data, headers={"x-requested-with": "XMLHttpRequest"})


def delete_picture(client: Client, picture: SiteImage) -> None:
    client.post(reverse("wagtailimages:delete", args=[picture.pk]))


def delete_picture_after_upload(client: Client, picture: SiteImage) -> None:
    url = reverse("wagtailimages:delete_multiple", args=[picture.pk])
    client.post(url, headers={"x-requested-with": "XMLHttpRequest"})


WAYS: dict[str, tuple[int, Callable[[Client, Any], Any]]] = {
    "edit a document": (0, edit_document),
    "edit a document after its upload": (0, edit_document_after_upload),
    "delete a document": (0, delete_document),
    "delete a document after its upload": (0, delete_document_after_upload),
    "delete documents": (0, lambda client, file: bulk(client, file, "delete")),
    "tag documents": (0, lambda client, file: bulk(client, file, "add_tags", tags="new")),
    "edit a picture": (1, edit_picture),
    "describe a picture": (1, describe_picture),
    "edit a picture after its upload": (1, edit_picture_after_upload),
    "delete a picture": (1, delete_picture),
    "delete a picture after its upload": (1, delete_picture_after_upload),
    "delete pictures": (1, lambda client, file: bulk(client, file, "delete")),
    "tag pictures": (1, lambda client, file: bulk(client, file, "add_tags", tags="new")),
}


def state(file: Any) -> Any:
    found = type(file).objects.filter(pk=file.pk).first()
    words = [getattr(found, name, None) for name in ("title", "description", "credit", "file")]
    return words, sorted(tag.name for tag in found.tags.all()) if found else None


@pytest.mark.sample(5)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_published_page_shows_cannot_be_changed_past_the_review(signed_in: SignIn, kind: str, way: str) -> None:
    files = make_document(), make_picture()
    KINDS[kind](*files)
    which, change = WAYS[way]
    before = state(files[which])
    change(signed_in("partner-kpmpc"), files[which])
    assert state(files[which]) == before
    change(signed_in("coordinator"), files[which])  # who may publish the page
    assert state(files[which]) != before


@pytest.mark.sample(2)
@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("state_of_page", ["in review", "scheduled"])
def test_what_was_sent_for_review_stays_as_it_is(signed_in: SignIn, state_of_page: str, live: bool) -> None:
    page, document = make_practice(live=live), make_document()
    page.files = [PracticeFile(document=document)]
    if state_of_page == "scheduled":
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision(approved_go_live_at=page.go_live_at)
    else:
        page.save_revision()
        page.get_workflow().start(page, None)
    before = state(document)
    edit_document(signed_in("partner-kpmpc"), document)
    assert state(document) == before
    edit_document(signed_in("coordinator"), document)
    assert state(document) != before


@pytest.mark.sample(5)
@pytest.mark.parametrize("way", WAYS)
def test_what_a_draft_shows_is_its_uploaders(signed_in: SignIn, way: str) -> None:
    files = make_document(), make_picture()
    page = practice_with(*files)
    set_live(page, False)
    which, change = WAYS[way]
    before = state(files[which])
    change(signed_in("partner-kpmpc"), files[which])
    assert state(files[which]) != before


def test_the_logo_of_the_site_is_not_its_uploaders(signed_in: SignIn) -> None:
    logo = make_picture()
    SiteSettings.objects.update(logo=logo)
    before = state(logo)
    for name in ("partner-kpmpc", "coordinator"):
        edit_picture(signed_in(name), logo)
        assert state(logo) == before, name
    edit_picture(signed_in("admin"), logo)
    assert state(logo) != before


@pytest.mark.sample(2)
@pytest.mark.parametrize("view", ["edit", "delete"])
@pytest.mark.parametrize("kind", ["document", "picture"])
def test_the_admin_says_why_and_what_to_do(signed_in: SignIn, kind: str, view: str) -> None:
    files = make_document(), make_picture()
    first, second = practice_with(*files, title="First"), practice_with(*files, title="Second")
    make_practice(title="Third")
    client = signed_in("partner-kpmpc")
    app, file = ("wagtaildocs", files[0]) if kind == "document" else ("wagtailimages", files[1])
    response = client.get(reverse(f"{app}:{view}", args=[file.pk]))
    soup = BeautifulSoup(response.content, "html.parser")
    text = " ".join(soup.select_one("main").get_text(" ").split())
    assert response.status_code == 403
    assert f"This {kind} is on 2 published pages" in text
    assert f"upload the new version as a new {kind}" in text
    assert (first.title in text, second.title in text, "Third" in text) == (True, True, False)
    (link,) = soup.select("main .nice-padding a.button")
    assert client.get(link["href"]).status_code == 200
    assert client.get(reverse(f"{app}:index")).status_code == 200


def test_another_partners_file_is_refused_without_a_word(signed_in: SignIn) -> None:
    document, picture = make_document(), make_picture()
    practice_with(document, picture, title="First")
    client = signed_in("partner-csci")
    for url in (reverse("wagtaildocs:edit", args=[document.pk]), reverse("wagtailimages:edit", args=[picture.pk])):
        response = client.get(url)
        assert response.status_code == 302
        assert "First" not in response.content.decode()


def test_the_replacement_goes_to_review(signed_in: SignIn, client: Client) -> None:
    """What the explanation offers: a new document, chosen in the page, is not public before the review."""
    old, new = make_document(), make_document()
    page = practice_with(old, make_picture())
    row = page.files.get()
    partner = signed_in("partner-kpmpc")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    changes = {"files-0-document": new.pk, "image_alt": "People", "action-submit": "1"}
    assert send(partner, url, **changes).status_code == 302
    page.refresh_from_db()
    assert page.files.get(pk=row.pk).document == old
    assert (client.get(old.url).status_code, client.get(new.url).status_code) == (200, 404)
    assert page.get_latest_revision_as_object().files.get().document == new
