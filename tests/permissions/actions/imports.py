"""Importing practices from a file."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from practices.exchange.importing.model import ImportedFile
from practices.models import Import
from tests.permissions.actions.action import Action
from tests.permissions.roles import AUTHOR, COORDINATORS, PARTNER, WRITER
from tests.permissions.world import World


def begin_import(client: Client, partner: str) -> bool:
    file = SimpleUploadedFile("a.csv", b"title,language\nOne,en\n", "text/csv")
    response = client.post(reverse("upload_practices"), {"file": file, "partner": partner})
    run = Import.objects.order_by("-pk").first()
    return bool(
        response.status_code == 302 and run and response["Location"] == reverse("practice_import", args=[run.pk])
    )


def confirm_import(client: Client, world: World) -> bool:
    client.post(reverse("confirm_import", args=[world.checked.pk]))
    world.checked.refresh_from_db()
    return bool(world.checked.state != Import.State.READY)


def choose_in_import(client: Client, world: World) -> bool:
    client.post(reverse("choose_in_import", args=[world.checked.pk]), {"assign": "1"})
    world.checked.refresh_from_db()
    return bool(world.checked.state != Import.State.READY)


def discard_import(client: Client, world: World) -> bool:
    client.post(reverse("discard_import", args=[world.checked.pk]))
    return not Import.objects.filter(pk=world.checked.pk).exists()


def check_import_again(client: Client, world: World) -> bool:
    Import.objects.filter(pk=world.checked.pk).update(state=Import.State.FAILED)
    ImportedFile.objects.create(run=world.checked, data=b"title,language\nOne,en\n")
    client.post(reverse("check_import_again", args=[world.checked.pk]))
    world.checked.refresh_from_db()
    return bool(world.checked.state != Import.State.FAILED)


def undo_import(client: Client, world: World) -> bool:
    client.post(reverse("undo_import", args=[world.imported.pk]))
    world.imported.refresh_from_db()
    return bool(world.imported.state != Import.State.DONE)


ACTIONS = [
    Action("Practices", "import for the partner", lambda c, w, run: begin_import(c, "kpmpc"), PARTNER),
    Action("Practices", "import for any partner", lambda c, w, run: begin_import(c, ""), COORDINATORS),
    Action("Practices", "confirm what the partner's editor imports", lambda c, w, run: confirm_import(c, w), WRITER),
    Action("Practices", "make choices in the import", lambda c, w, run: choose_in_import(c, w), WRITER),
    Action("Practices", "discard the import", lambda c, w, run: discard_import(c, w), WRITER),
    Action(
        "Practices", "check the import again when it has failed", lambda c, w, run: check_import_again(c, w), WRITER
    ),
    Action("Practices", "undo what the partner's editor has imported", lambda c, w, run: undo_import(c, w), AUTHOR),
]
