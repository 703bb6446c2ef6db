"""What the admin shows during the review of a practice: one step at a time, with accurate messages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from practices.models import ReviewSettings
from practices.review import deciding
from practices.review.task import open_state_of
from tests.base.admin import edit, edit_url, follow, fresh, messages
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
HOME = "/admin/"


def banners(client: Client, url: str) -> str:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return " ".join(tag.get_text(" ", strip=True) for tag in soup.select(".messages li"))


def test_from_submission_to_publication(
    signed_in: Callable[[str], Client],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Any]]],
) -> None:
    ReviewSettings.objects.update(by_partner=True)
    partner, coordinator, reviewer = (signed_in(name) for name in ("partner-kpmpc", "coordinator", "partner-nl"))
    page = make_practice("kpmpc", title="Gardening", live=False)
    assert edit(partner, page, "submit")["Location"] == HOME
    open_state_of(fresh(page)).assign(get_user_model().objects.get(username="partner-nl"))

    assert "can be changed again once the review has been sent" in banners(partner, edit_url(page))
    told = banners(reviewer, edit_url(page))
    assert "You can read it here, and change nothing." in told
    assert "edit" not in told

    url = reverse("write_review", args=[page.pk])
    asked = {"action": "changes", "change-activities": "Which steps?", "language": "nl"}
    reviewer.post(url, {**asked, "revision": str(fresh(page).latest_revision_id)})
    assert Comment.objects.get(page=page).position == "[]"
    assert "Which steps?" in partner.get(HOME).text
    menu = partner.get(edit_url(page)).text
    assert "action-submit" in menu
    assert "action-cancel-workflow" in menu
    assert "action-restart-workflow" not in menu
    assert edit(partner, page, "submit", summary="Grow food.")["Location"] == HOME

    # What the reviewer asked for is settled by their approval; the words stay in the history.
    state = open_state_of(fresh(page))
    assert state.reviewer.username == "partner-nl"
    deciding.send(deciding.review_for(state, state.reviewer), state, deciding.Decision.APPROVED)
    assert Comment.objects.get(page=page).resolved_by == state.reviewer
    assert "Which steps?" not in partner.get(HOME).text
    assert "Which steps?" in partner.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text
    # So is what the coordinators asked for, by theirs. What the authors ask stays open.
    for name in ("coordinator", "partner-kpmpc"):
        author = get_user_model().objects.get(username=name)
        Comment.objects.create(page_id=page.pk, user=author, text=f"Asks {name}.", contentpath="summary")
    with django_capture_on_commit_callbacks(execute=True):
        approved = edit(coordinator, page, "workflow-action", **{"workflow-action-name": "approve"})
    assert approved["Location"] == HOME
    shown = follow(coordinator, approved)
    assert "“Gardening” is approved and published." in messages(shown)
    assert "has been updated" not in messages(shown)
    assert fresh(page).url in shown.content.decode()
    assert [comment.text for comment in Comment.objects.filter(page=page, resolved_at=None)] == ["Asks partner-kpmpc."]
