"""Reviews of practices."""

from django.test import Client
from django.urls import reverse

from practices.models import PracticePage, PracticeReview
from practices.review.task import PartnerReviewState
from tests.base.admin import edit_url, fresh, send_shown
from tests.base.file_access.files import account
from tests.permissions.actions.action import NL, NOBODY, Action, page_url, shows
from tests.permissions.actions.pages import change, copy, copy_through_api, publish_changes, submit, unpublish
from tests.permissions.actions.practices import change_many
from tests.permissions.roles import AUTHOR, COORDINATORS, PARTNER, REVIEWER
from tests.permissions.world import World

REVIEWED = "A practice in review"


def keep_review(client: Client, page: PracticePage) -> bool:
    client.post(reverse("write_review", args=[page.pk]), {"action": "save", "comment": "Good.", "language": "lt"})
    return PracticeReview.objects.filter(comment="Good.").exists()


def assign(client: Client, page: PracticePage, username: str) -> bool:
    user = account(username)
    client.post(reverse("assign_reviewer", args=[page.pk]), {"reviewer": user.pk})
    return PartnerReviewState.objects.filter(workflow_state__object_id=str(page.pk), reviewer=user).exists()


def decide(client: Client, world: World, action: str) -> bool:
    """With the buttons of Wagtail: the reviewer's are in a form of their own."""
    url = reverse("wagtailadmin_pages:workflow_action", args=[world.reviewed.pk, action, world.review.pk])
    client.post(url, {"comment": ""})
    world.review.refresh_from_db()
    return not world.review.is_open


def withdraw(client: Client, page: PracticePage) -> bool:
    client.post(page_url("confirm_workflow_cancellation", page))
    form = client.get(edit_url(page))
    if shows(form):
        send_shown(client, form, **{"action-cancel-workflow": "1"})
    return not fresh(page).workflow_in_progress


ACTIONS = [
    Action(REVIEWED, "change among many", lambda c, w, run: change_many(c, w.reviewed), NOBODY),
    Action(REVIEWED, "change", lambda c, w, run: change(c, w.reviewed), COORDINATORS),
    Action(REVIEWED, "publish", lambda c, w, run: publish_changes(c, w.reviewed), COORDINATORS),
    Action(REVIEWED, "copy", lambda c, w, run: copy(c, w.reviewed), PARTNER),
    Action(REVIEWED, "copy through the API", lambda c, w, run: copy_through_api(c, w.reviewed), PARTNER),
    Action(REVIEWED, "unpublish", lambda c, w, run: unpublish(c, w.reviewed), COORDINATORS),
    Action(REVIEWED, "send for translation into Dutch", lambda c, w, run: submit(c, w.reviewed, "nl"), PARTNER | NL),
    Action(REVIEWED, "write the review", lambda c, w, run: keep_review(c, w.reviewed), REVIEWER),
    Action(REVIEWED, "assign the reviewer", lambda c, w, run: assign(c, w.reviewed, "partner-csci"), COORDINATORS),
    Action(REVIEWED, "go on without it", lambda c, w, run: decide(c, w, "approve"), COORDINATORS),
    Action(REVIEWED, "send it back", lambda c, w, run: decide(c, w, "reject"), frozenset()),
    Action(REVIEWED, "withdraw it", lambda c, w, run: withdraw(c, w.reviewed), AUTHOR),
    Action("A practice whose reviewer has left", "write the review", lambda c, w, run: keep_review(c, w.lost), NOBODY),
]
