"""Practices of a partner: one at a time and many together."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.text import slugify

from practices.models import BulkChange, PracticePage
from tests.base.admin import add_url, fresh, send_shown
from tests.factories import make_practice, partner_page
from tests.permissions.actions.action import NL, Action, shows
from tests.permissions.actions.pages import (
    copy_through_api,
    delete,
    delete_in_bulk,
    delete_through_api,
    lock,
    move,
    publish,
    publish_through_api,
    set_privacy,
    submit,
    sync,
    unpublish,
    unpublish_in_bulk,
)
from tests.permissions.roles import AUTHOR, COORDINATORS, PARTNER
from tests.permissions.world import World

LIVE = "A live practice"
DRAFT = "A draft"


def add_practice(client: Client, title: str = "Mine") -> bool:
    form = client.get(add_url(partner_page("kpmpc")))
    if shows(form):
        send_shown(client, form, title=title, slug=slugify(title))
    return PracticePage.objects.filter(title=title).exists()


def change_together(client: Client, kind: str, *pages: PracticePage, **data: Any) -> BulkChange | None:
    before = set(BulkChange.objects.values_list("pk", flat=True))
    url = reverse("wagtail_bulk_action", args=["practices", "practicepage", "change"])
    ids = ",".join(str(page.pk) for page in pages)
    client.post(f"{url}?change={kind}", {"ids": ids, "confirmed": "1", **data})
    return BulkChange.objects.exclude(pk__in=before).first()


def change_many(client: Client, page: PracticePage) -> bool:
    change_together(client, "licence", page, value="cc0-1.0")
    return bool(fresh(page).get_latest_revision_as_object().licence == "cc0-1.0")


def publish_many(client: Client, page: PracticePage) -> bool:
    change_together(client, "licence", page, value="cc0-1.0")
    return bool(fresh(page).licence == "cc0-1.0")


def move_many(client: Client, page: PracticePage) -> bool:
    target = partner_page("csci")
    change_together(client, "partner", page, partner=target.original.pk)
    return fresh(page).get_parent().pk == target.pk


def undo_many(client: Client, world: World) -> bool:
    client.post(reverse("undo_bulk_change", args=[world.together.pk]))
    world.together.refresh_from_db()
    return world.together.undone is not None


ACTIONS = [
    Action("The partner's page", "add a practice", lambda c, w, run: add_practice(c), PARTNER),
    Action(LIVE, "unpublish", lambda c, w, run: unpublish(c, w.live), COORDINATORS),
    Action(LIVE, "change among many", lambda c, w, run: change_many(c, w.live), PARTNER),
    Action(LIVE, "publish a change among many", lambda c, w, run: publish_many(c, w.live), COORDINATORS),
    Action(LIVE, "move among many", lambda c, w, run: move_many(c, w.live), COORDINATORS),
    Action(DRAFT, "change among many", lambda c, w, run: change_many(c, w.draft), PARTNER),
    Action(
        "Practices", "undo what the partner's editor has changed together", lambda c, w, run: undo_many(c, w), AUTHOR
    ),
    Action(LIVE, "move", lambda c, w, run: move(c, w.live), COORDINATORS),
    Action(LIVE, "delete", lambda c, w, run: delete(c, w.live), COORDINATORS),
    Action(LIVE, "restrict", lambda c, w, run: set_privacy(c, w.live), COORDINATORS),
    Action(LIVE, "lock", lambda c, w, run: lock(c, w.live), COORDINATORS),
    Action(LIVE, "send for translation into Dutch", lambda c, w, run: submit(c, make_practice(), "nl"), PARTNER | NL),
    Action(LIVE, "send for translation into Italian", lambda c, w, run: submit(c, make_practice(), "it"), PARTNER),
    Action(LIVE, "update translations", lambda c, w, run: sync(c, w.live), PARTNER),
    Action(DRAFT, "publish", lambda c, w, run: publish(c, w.draft), COORDINATORS),
    Action(DRAFT, "delete", lambda c, w, run: delete(c, w.draft), PARTNER),
    Action(DRAFT, "send for translation into Dutch", lambda c, w, run: submit(c, w.draft, "nl"), PARTNER),
    Action(DRAFT, "delete through the API", lambda c, w, run: delete_through_api(c, w.draft), PARTNER),
    Action(DRAFT, "publish through the API", lambda c, w, run: publish_through_api(c, w.draft), COORDINATORS),
    Action(DRAFT, "copy through the API", lambda c, w, run: copy_through_api(c, w.draft), PARTNER),
    Action(DRAFT, "delete in bulk", lambda c, w, run: delete_in_bulk(c, w.draft), PARTNER),
    Action(LIVE, "unpublish in bulk", lambda c, w, run: unpublish_in_bulk(c, w.live), COORDINATORS),
]
