"""A draft that is shared with somebody of another partner."""

from django.test import Client
from django.urls import reverse

from cms.base.access.shares import SharedPage
from practices.models import PracticePage
from tests.base.admin import fresh
from tests.base.file_access.files import account
from tests.permissions.actions.action import Action
from tests.permissions.actions.pages import (
    change,
    copy,
    copy_through_api,
    delete,
    delete_through_api,
    lock,
    move,
    publish,
    publish_through_api,
    set_privacy,
    submit,
)
from tests.permissions.roles import COORDINATORS, GUEST, HEADS, PARTNER
from tests.permissions.world import World

SHARED = "A shared draft"


def share(client: Client, world: World) -> bool:
    user = account("partner-csci")
    client.post(reverse("people_share", args=["partner-kpmpc"]), {"page": world.draft.pk, "user": user.pk})
    return SharedPage.objects.filter(user=user).exists()


def stop_sharing(client: Client, world: World) -> bool:
    client.post(reverse("people_revoke", args=[world.share.pk]))
    return not SharedPage.objects.filter(pk=world.share.pk).exists()


def send_for_review(client: Client, page: PracticePage) -> bool:
    return change(client, page, "submit") and fresh(page).workflow_in_progress


ACTIONS = [
    Action(SHARED, "change", lambda c, w, run: change(c, w.shared), PARTNER | GUEST),
    Action(SHARED, "submit for review", lambda c, w, run: send_for_review(c, w.shared), PARTNER | GUEST),
    Action(SHARED, "publish", lambda c, w, run: publish(c, w.shared), COORDINATORS),
    Action(SHARED, "publish through the API", lambda c, w, run: publish_through_api(c, w.shared), COORDINATORS),
    Action(SHARED, "delete", lambda c, w, run: delete(c, w.shared), PARTNER),
    Action(SHARED, "delete through the API", lambda c, w, run: delete_through_api(c, w.shared), PARTNER),
    Action(SHARED, "move", lambda c, w, run: move(c, w.shared), COORDINATORS),
    Action(SHARED, "copy", lambda c, w, run: copy(c, w.shared), PARTNER),
    Action(SHARED, "copy through the API", lambda c, w, run: copy_through_api(c, w.shared), PARTNER),
    Action(SHARED, "lock", lambda c, w, run: lock(c, w.shared), COORDINATORS),
    Action(SHARED, "restrict", lambda c, w, run: set_privacy(c, w.shared), COORDINATORS),
    Action(SHARED, "send for translation", lambda c, w, run: submit(c, w.shared, "nl"), PARTNER),
    Action(SHARED, "share with others", lambda c, w, run: share(c, w), HEADS),
    Action(SHARED, "stop sharing", lambda c, w, run: stop_sharing(c, w), HEADS),
]
