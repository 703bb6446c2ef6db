"""A document or picture is as public as the pages that use it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction
from wagtail.users.models import UserProfile

from cms.base.models import SiteSettings
from practices.models import PracticeFile
from tests.base.file_access.files import (
    KINDS,
    account,
    make_document,
    make_picture,
    practice_with,
    publish,
    set_live,
    statuses,
)
from tests.base.media.test_uploads import png
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
Commit = Callable[..., Any]
ALL, NONE = (200, 200, 200), (404, 404, 404)


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", KINDS)
def test_files_of_a_draft_are_for_those_who_edit_it(signed_in: SignIn, client: Client, kind: str) -> None:
    document, picture = make_document("coordinator"), make_picture("coordinator")
    KINDS[kind](document, picture, live=False)
    assert statuses(client, document, picture) == NONE
    assert statuses(signed_in("partner-csci"), document, picture) == NONE
    assert statuses(signed_in("translator-nl"), document, picture) == (
        NONE if kind == "practice" or kind == "news" else ALL  # there is a Dutch page of the others
    )
    if kind in ("practice", "partner"):
        assert statuses(signed_in("partner-kpmpc"), document, picture) == ALL
    assert statuses(signed_in("coordinator"), document, picture) == ALL
    assert statuses(signed_in("admin"), document, picture) == ALL


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", KINDS)
def test_files_of_a_published_page_are_public(
    client: Client, kind: str, django_capture_on_commit_callbacks: Commit
) -> None:
    document, picture = make_document(), make_picture()
    page = KINDS[kind](document, picture, live=True)
    assert statuses(client, document, picture) == ALL
    with django_capture_on_commit_callbacks(execute=True):
        set_live(page, False)
    assert statuses(client, document, picture) == NONE
    with django_capture_on_commit_callbacks(execute=True):
        set_live(page, True)
    assert statuses(client, document, picture) == ALL


def test_an_unused_file_is_its_uploaders_and_their_colleagues(
    signed_in: SignIn, client: Client, django_user_model: Any
) -> None:
    document, picture = make_document(), make_picture()
    assert statuses(client, document, picture) == NONE
    colleague = django_user_model.objects.create_user("colleague")
    colleague.groups.add(partner_page("kpmpc").editors)
    expected = {"partner-kpmpc": ALL, "colleague": ALL, "coordinator": ALL, "admin": ALL}
    for name in ("partner-kpmpc", "colleague", "partner-csci", "translator-lt", "coordinator", "admin"):
        assert statuses(signed_in(name), document, picture) == expected.get(name, NONE), name


def test_a_file_of_two_pages_is_public_while_one_is(client: Client, django_capture_on_commit_callbacks: Commit) -> None:
    document, picture = make_document(), make_picture()
    pages = [practice_with(document, picture), practice_with(document, picture)]
    for page, expected in zip(pages, (ALL, NONE), strict=True):
        with django_capture_on_commit_callbacks(execute=True):
            page.unpublish()
        assert statuses(client, document, picture) == expected


def test_a_file_that_is_taken_off_the_page_is_no_longer_public(
    client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    document, picture = make_document(), make_picture()
    page = practice_with(document, picture)
    assert statuses(client, document, picture) == ALL
    page.image = None
    page.files = []
    page.save_revision()
    assert statuses(client, document, picture) == ALL
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    assert statuses(client, document, picture) == NONE


def test_a_file_of_a_later_draft_is_not_public_yet(client: Client) -> None:
    document, picture = make_document(), make_picture()
    page = make_practice()
    page.image = picture
    page.files = [PracticeFile(document=document)]
    page.save_revision()
    assert statuses(client, document, picture) == NONE


def test_a_translation_is_no_way_to_the_files_of_a_draft(
    signed_in: SignIn, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    """The facts, files among them, are on the original; its translator sees them all the same."""
    document, picture, linked = make_document(), make_picture(), make_document()
    page = practice_with(document, picture)
    words = {"title": "Praktijk", "activities": f'<p><a linktype="document" id="{linked.pk}">Handboek</a></p>'}
    translate(page, "nl", **words)
    assert client.get(linked.url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert statuses(client, document, picture) == NONE
    assert client.get(linked.url).status_code == 404
    assert statuses(signed_in("translator-nl"), document, picture) == ALL
    assert signed_in("translator-nl").get(linked.url).status_code == 200
    assert statuses(signed_in("translator-it"), document, picture) == NONE


@pytest.mark.sample(2)
@pytest.mark.parametrize("where", ["practice", "partner", "partner in another language"])
def test_files_of_a_private_page(
    signed_in: SignIn, client: Client, where: str, django_capture_on_commit_callbacks: Commit
) -> None:
    document, picture = make_document(), make_picture()
    page = practice_with(document, picture)
    if where == "partner in another language":
        page = practice_with(document := make_document(), picture := make_picture(), language="lt")
    assert statuses(client, document, picture) == ALL
    hidden = page if where == "practice" else partner_page("kpmpc")
    with django_capture_on_commit_callbacks(execute=True):
        restriction = PageViewRestriction.objects.create(page=hidden.page_ptr, restriction_type="login")
    assert statuses(client, document, picture) == (302, 404, 404)
    assert "/login/" in client.get(document.url)["Location"]
    assert "no-store" in client.get(document.url)["Cache-Control"]
    assert statuses(signed_in("partner-csci"), document, picture) == ALL  # signed in: passes the restriction
    restriction.restriction_type, restriction.password = "password", "secret"
    restriction.save()
    assert statuses(client, document, picture) == NONE
    assert statuses(signed_in("partner-csci"), document, picture) == NONE
    assert statuses(signed_in("partner-kpmpc"), document, picture) == ALL
    session = client.session
    # A partner page in another language has the same password, but asks for it itself.
    session["passed_page_view_restrictions"] = list(PageViewRestriction.objects.values_list("pk", flat=True))
    session.save()
    assert statuses(client, document, picture) == ALL


def test_the_logo_of_the_site_is_public(client: Client, django_capture_on_commit_callbacks: Commit) -> None:
    logo = make_picture("admin")
    assert client.get(logo.file.url).status_code == 404
    settings = SiteSettings.objects.get()
    settings.logo = logo
    settings.save()
    assert client.get(logo.file.url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        settings.logo = None
        settings.save()
    assert client.get(logo.file.url).status_code == 404


def test_a_restricted_collection_stays_restricted(
    signed_in: SignIn, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    members = Collection.get_first_root_node().add_child(name="Members")
    document, picture = make_document(collection=members), make_picture(collection=members)
    practice_with(document, picture)
    assert statuses(client, document, picture) == ALL
    with django_capture_on_commit_callbacks(execute=True):
        CollectionViewRestriction.objects.create(collection=members, restriction_type="login")
    assert statuses(client, document, picture) == (302, 404, 404)
    response = signed_in("partner-csci").get(document.url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_numbers_tell_nothing(client: Client) -> None:
    """They reveal neither whether a document exists nor its title."""
    document = make_document()
    there = client.get(document.url)
    for url in (f"/documents/{document.pk}/other.pdf", f"/documents/{document.pk + 99}/other.pdf"):
        assert (client.get(url).status_code, there.status_code) == (404, 404)
    assert document.title not in there.content.decode()
    for name in (document.file.name, "images/none.png", "../db.sqlite3", "wagtail_uploads/a.png"):
        assert client.get(f"/media/{name}").status_code in (400, 404), name


def test_nothing_else_below_media_has_a_url(client: Client, signed_in: SignIn) -> None:
    name = default_storage.save("images/stray.png", ContentFile(b"stray"))
    profile = UserProfile.get_for_user(account("partner-kpmpc"))
    profile.avatar.save("me.png", ContentFile(png()))
    avatar = profile.avatar.name
    assert signed_in("admin").get(f"/media/{name}").status_code == 404
    assert client.get(f"/media/{avatar}").status_code == 404
    translator = signed_in("translator-nl")
    assert translator.get(f"/media/{avatar}").status_code == 200
    secret = make_document().file.name
    for way in ("avatar_images/../", f"{avatar}/../../", "avatar_images/%2e%2e/", "avatar_images/..%2f"):
        assert translator.get(f"/media/{way}{secret}").status_code == 404, way


# -- caches ------------------------------------------------------------------------------------------------------------


def test_a_public_file_is_kept_by_browsers_and_costs_no_queries(client: Client) -> None:
    document, picture = make_document(), make_picture()
    practice_with(document, picture)
    rendition = picture.get_rendition("width-20")
    for url, expected in ((rendition.url, 0), (picture.file.url, 0), (document.url, 3)):
        first = client.get(url)
        assert first["Cache-Control"] == "public, max-age=86400"
        assert "Cookie" not in first.get("Vary", "")
        with CaptureQueriesContext(connection) as captured:
            again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert again["Cache-Control"] == "public, max-age=86400"
        assert len(captured) == expected, captured.captured_queries
    assert rendition.file.open().read() == b"".join(client.get(rendition.url).streaming_content)


def test_a_file_that_is_not_public_is_kept_by_nobody(signed_in: SignIn) -> None:
    document, picture = make_document(), make_picture()
    client = signed_in("partner-kpmpc")
    for url in (document.url, picture.file.url):
        response = client.get(url)
        assert response["Cache-Control"] == "private, no-store"


def test_an_opened_picture_runs_nothing(client: Client) -> None:
    picture = make_picture()
    practice_with(make_document(), picture)
    response = client.get(picture.file.url)
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.post(picture.file.url).status_code == 405


def test_links_to_a_document_outlive_its_replacement(client: Client) -> None:
    document = make_document()
    practice_with(document, make_picture())
    before = document.url
    document.file = ContentFile(b"%PDF-1.4 new", "new.pdf")
    document.save()
    document = type(document).objects.get(pk=document.pk)
    assert document.url != before
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (302, document.url)
    assert "no-store" in response["Cache-Control"]
    assert b"".join(client.get(document.url).streaming_content) == b"%PDF-1.4 new"
    assert client.get(before.replace(f"/{document.pk}/", "/999999/")).status_code == 404


def test_a_former_name_tells_nothing_to_those_who_may_not_see_the_document(signed_in: SignIn, client: Client) -> None:
    document = make_document()
    practice_with(document, make_picture(), live=False)
    former = document.url.replace(document.filename, "former.pdf")
    assert client.get(former).status_code == 404
    assert signed_in("partner-csci").get(former).status_code == 404
    assert signed_in("partner-kpmpc").get(former)["Location"] == document.url
    login = make_document()
    restriction = {"page": practice_with(login, make_picture()), "restriction_type": "login"}
    PageViewRestriction.objects.create(**restriction)
    assert "/login/" in client.get(login.url.replace(login.filename, "former.pdf"))["Location"]
