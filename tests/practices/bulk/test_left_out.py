"""What is not changed, or not published: for lack of permission, in review, locked, refused."""

import pytest
from django.test import Client
from django.urls import reverse

from practices.models import PartnerPage, PracticePage
from tests.base.admin import edit, fresh
from tests.factories import make_practice
from tests.practices.bulk.work import SignIn, do, outcomes, preview, published, told, undo, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]


@pytest.mark.once
def test_permission_is_asked_for_each(signed_in: SignIn) -> None:
    """What a partner may not publish becomes a draft, and what it may not change is left out."""
    own, others = published(title="Own"), published(partner="csci", title="Public", evidence_level="good")
    secret = make_practice("csci", live=False, title="Secret")
    partner = signed_in("partner-kpmpc")
    shown = preview(partner, "evidence", own, others, secret, value="promising")
    assert told(shown, "changing")["Own"][2] == "becomes a draft: the published page stays as it is"
    assert told(shown, "left-out") == {"Public": ["", "You may not change it."]}
    assert "Secret" not in shown.get_text()
    made = do(partner, "evidence", own, others, secret, value="promising")
    assert outcomes(made) == {"Own": "changed", "Public": "not-allowed"}
    assert fresh(own).evidence_level == "good"
    assert fresh(own).has_unpublished_changes
    assert fresh(own).get_latest_revision_as_object().evidence_level == "promising"
    assert not fresh(others).has_unpublished_changes
    csci = PartnerPage.objects.get(code="csci", original_page=None)
    move = do(partner, "partner", own, partner=csci.pk)
    assert set(outcomes(move).values()) == {"not-moved"}
    other = signed_in("partner-csci")
    assert other.get(reverse("bulk_change", args=[made.pk]), follow=True).status_code == 404
    assert other.post(reverse("undo_bulk_change", args=[made.pk])).status_code != 200
    assert other.get(reverse("undo_bulk_change", args=[made.pk])).status_code != 200
    assert signed_in("coordinator").get(reverse("bulk_change", args=[made.pk])).status_code == 200
    undo(partner, made)
    assert not fresh(own).has_unpublished_changes
    for name in ("translator-lt",):
        assert signed_in(name).get(url("evidence", own)).status_code in (302, 403)
        assert signed_in(name).get(reverse("bulk_changes")).status_code in (302, 403)


@pytest.mark.once
def test_drafts_of_published_pages_are_not_published_along(coordinator: Client) -> None:
    page = published(title="Live")
    draft = page.get_latest_revision_as_object()
    draft.title = "Half a sentence"
    draft.save_revision()
    made = do(coordinator, "licence", page, value="cc0-1.0")
    assert set(outcomes(made).values()) == {"changed"}
    assert (fresh(page).title, fresh(page).licence) == ("Live", "cc-by-4.0")
    latest = fresh(page).get_latest_revision_as_object()
    assert (latest.title, latest.licence) == ("Half a sentence", "cc0-1.0")
    undo(coordinator, made)
    latest = fresh(page).get_latest_revision_as_object()
    assert (latest.title, latest.licence) == ("Half a sentence", "cc-by-4.0")
    assert fresh(page).has_unpublished_changes


@pytest.mark.once
def test_what_is_in_review_locked_or_scheduled_is_left_out(coordinator: Client, signed_in: SignIn) -> None:
    sent = make_practice("kpmpc", live=False, title="Sent")
    edit(signed_in("partner-kpmpc"), sent, "submit")
    locked = published(title="Locked")
    PracticePage.objects.filter(pk=locked.pk).update(locked=True)
    planned = make_practice(live=False, title="Planned")
    revision = planned.save_revision()
    revision.approved_go_live_at = "2031-01-01T00:00Z"
    revision.save()
    shown = preview(coordinator, "licence", sent, locked, planned, value="cc0-1.0")
    assert [reason for _old, reason in told(shown, "left-out").values()] == [
        "It is in review.",
        "It is locked.",
        "Its publication is scheduled.",
    ]
    assert not shown.select("button[name=confirmed]")
    made = do(coordinator, "licence", sent, locked, planned, value="cc0-1.0")
    assert outcomes(made) == {"Sent": "review", "Locked": "locked", "Planned": "scheduled"}


def test_one_that_is_refused_stops_no_other(coordinator: Client) -> None:
    bad, good = published(title="Bad"), published(title="Good")
    PracticePage.objects.filter(pk=bad.pk).update(summary="word " * 101)
    made = do(coordinator, "licence", bad, good, value="cc0-1.0")
    assert outcomes(made) == {"Bad": "refused", "Good": "changed"}
    assert "shorten it" in made.practices.get(title="Bad").detail
    assert fresh(bad).latest_revision_id == bad.latest_revision_id
    assert fresh(bad).licence == "cc-by-4.0"
