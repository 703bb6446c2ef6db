"""Pictures and documents."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection

from practices.models import PracticeFile
from tests.base.admin import fresh
from tests.base.file_access.files import make_document
from tests.base.media.test_uploads import png
from tests.factories import make_practice, partner_page
from tests.permissions.actions.action import Action, shows
from tests.permissions.roles import COORDINATORS, EVERYBODY, PARTNER, PARTNERS

PICTURE = "A picture of the partner"
SHOWN = "A published picture of the partner"


def upload_picture(client: Client, collection: Collection | None = None) -> bool:
    """Into `collection`, or wherever the form puts it."""
    file = SimpleUploadedFile("a.png", png(), "image/png")
    where = collection or Collection.get_first_root_node()
    client.post(reverse("wagtailimages:add"), {"title": "Uploaded", "file": file, "collection": where.pk})
    picture = get_image_model().objects.filter(title="Uploaded").first()
    return picture is not None and collection in (None, picture.collection)


def files_in_bulk(client: Client, action: str, file: Any, **data: Any) -> Any:
    """The file as it is then; None if there is none."""
    names = [file._meta.app_label, file._meta.model_name, action]
    client.post(f"{reverse('wagtail_bulk_action', args=names)}?id={file.pk}", data)
    return type(file).objects.filter(pk=file.pk).first()


def give_away(client: Client, file: Any) -> bool:
    """Into the collection of another partner."""
    other = partner_page("csci").collection
    return bool(files_in_bulk(client, "add_to_collection", file, collection=other.pk).collection == other)


def rename_picture(client: Client, picture: Any) -> bool:
    data = {"title": "Renamed", "collection": picture.collection_id, "description": "People", "tags": ""}
    client.post(reverse("wagtailimages:edit", args=[picture.pk]), data)
    return bool(fresh(picture).title == "Renamed")


def change_others_picture(client: Client) -> bool:
    admin = get_user_model().objects.get(username="admin")
    file = SimpleUploadedFile("b.png", png(), "image/png")
    picture = get_image_model().objects.create(title="Theirs", file=file, uploaded_by_user=admin)
    return shows(client.get(reverse("wagtailimages:edit", args=[picture.pk])))


def replace_own_document(client: Client, live: bool) -> bool:
    """The partner's, on a page of theirs that is live or a draft."""
    document = make_document()
    make_practice(live=live, files=[PracticeFile(document=document)])
    file = SimpleUploadedFile("b.pdf", b"%PDF-1.4 other")
    client.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "New", "file": file, "collection": 1})
    return type(document).objects.get(pk=document.pk).title == "New"


def read_document(client: Client, live: bool) -> bool:
    document = make_document()
    make_practice(live=live, files=[PracticeFile(document=document)])
    return client.get(document.url).status_code == 200


ACTIONS = [
    Action("Pictures", "upload", lambda c, w, run: upload_picture(c), PARTNERS),
    Action(
        "Pictures",
        "upload into the partner's collection",
        lambda c, w, run: upload_picture(c, w.partner.collection),
        PARTNER,
    ),
    Action(PICTURE, "change", lambda c, w, run: rename_picture(c, w.picture), PARTNER),
    Action(PICTURE, "delete in bulk", lambda c, w, run: files_in_bulk(c, "delete", w.picture) is None, PARTNER),
    Action(PICTURE, "move to another's collection", lambda c, w, run: give_away(c, w.picture), COORDINATORS),
    Action(
        "A document of the partner",
        "move to another's collection",
        lambda c, w, run: give_away(c, w.document),
        COORDINATORS,
    ),
    Action(SHOWN, "change", lambda c, w, run: rename_picture(c, w.shown), COORDINATORS),
    Action(SHOWN, "delete in bulk", lambda c, w, run: files_in_bulk(c, "delete", w.shown) is None, COORDINATORS),
    Action("Pictures", "open another's", lambda c, w, run: change_others_picture(c), COORDINATORS),
    Action("A document of a draft", "replace", lambda c, w, run: replace_own_document(c, live=False), PARTNER),
    Action("A document of a draft", "read", lambda c, w, run: read_document(c, live=False), PARTNER),
    Action("A published document", "replace", lambda c, w, run: replace_own_document(c, live=True), COORDINATORS),
    Action("A published document", "read", lambda c, w, run: read_document(c, live=True), EVERYBODY),
]
