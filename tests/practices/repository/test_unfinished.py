"""A draft may contradict itself; what is published may not, and lacks no word that somebody needs."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.base.admin import complete, edit, edit_url, fresh
from tests.base.file_access.files import make_picture
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def test_a_draft_may_contradict_itself(signed_in: SignIn) -> None:
    draft = make_practice(live=False)
    edit(signed_in("partner-kpmpc"), draft, start_year="2025", end_year="2023", title="Kept all the same")
    saved = fresh(draft).get_latest_revision_as_object()
    assert (saved.title, saved.start_year, saved.end_year) == ("Kept all the same", 2025, 2023)


def test_what_contradicts_itself_is_not_published(signed_in: SignIn) -> None:
    draft = make_practice(live=False)
    response = edit(signed_in("coordinator"), draft, "publish", **complete(start_year="2025", end_year="2023"))
    assert "The end is before the start." in response.content.decode()
    assert not fresh(draft).live


@pytest.mark.parametrize("empty", ["<p></p>", '<p data-block-key="a1b2c">  </p>', "<ol><li></li></ol>"])
def test_a_description_has_words(empty: str) -> None:
    with pytest.raises(ValidationError, match="activities"):
        make_practice(activities=empty)


def test_a_picture_has_words() -> None:
    image = make_picture(description="")
    with pytest.raises(ValidationError, match="image_alt"):
        make_practice(image=image)
    assert make_practice(image=image, image_alt="Six people in a circle").live
    image.description = "Six people in a circle"
    image.save()
    assert make_practice(image=image).live


TOO_MUCH = {"summary": "word " * 101, "start_year": "19", "end_year": "2999"}


def test_a_draft_may_break_every_rule(signed_in: SignIn) -> None:
    draft = make_practice(live=False)
    response = edit(signed_in("partner-kpmpc"), draft, **TOO_MUCH)
    assert response.status_code == 302
    saved = fresh(draft).get_latest_revision_as_object()
    assert (len(saved.summary.split()), saved.start_year, saved.end_year) == (101, 19, 2999)


@pytest.mark.parametrize(("username", "action"), [("partner-kpmpc", "submit"), ("coordinator", "publish")])
def test_the_rules_hold_from_the_review_on(signed_in: SignIn, username: str, action: str) -> None:
    draft = make_practice(live=False)
    response = edit(signed_in(username), draft, action, **complete(**TOO_MUCH))
    assert set(response.context["form"].errors) == {*TOO_MUCH, "__all__"}  # and that the draft stays
    assert not fresh(draft).live
    assert not fresh(draft).workflow_in_progress


def test_a_draft_that_breaks_the_rules_is_not_published_past_the_form(signed_in: SignIn) -> None:
    draft = make_practice(live=False)
    edit(signed_in("partner-kpmpc"), draft, **TOO_MUCH)
    response = signed_in("coordinator").post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={draft.pk}"
    )
    assert "101" in signed_in("coordinator").get(response["Location"]).content.decode()
    assert not fresh(draft).live


def test_only_administrators_tick_demonstration_text(signed_in: SignIn) -> None:
    page = make_practice(live=False, is_demo=True)
    for username, sees in (("partner-kpmpc", False), ("coordinator", False), ("admin", True)):
        client = signed_in(username)
        assert ('name="is_demo"' in client.get(edit_url(page)).content.decode()) == sees
    edit(signed_in("partner-kpmpc"), page, is_demo=None, title="Kept")
    saved = fresh(page).get_latest_revision_as_object()
    assert (saved.title, saved.is_demo) == ("Kept", True)
