"""Undoing a change of many practices."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from practices.models import PracticePage
from tests.base.admin import edit, fresh
from tests.practices.bulk.work import do, outcomes, published, undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]


@pytest.mark.once
def test_undoing_leaves_what_somebody_has_worked_on(coordinator: Client) -> None:
    pages = [published(title=title) for title in ("Untouched", "Edited", "Deleted", "Locked", "Unpublished")]
    untouched, edited, deleted, locked, unpublished = pages
    made = do(coordinator, "licence", *pages, value="cc0-1.0")
    edit(coordinator, edited, title="Edited")
    fresh(deleted).delete()
    PracticePage.objects.filter(pk=locked.pk).update(locked=True)
    fresh(unpublished).unpublish()
    asked = BeautifulSoup(coordinator.get(reverse("undo_bulk_change", args=[made.pk])).content, "html.parser")
    assert [row.get_text(strip=True) for row in asked.select("ul[aria-labelledby=restored] li")] == ["Untouched"]
    kept = {
        row.select_one("a, span").get_text(strip=True): row.select_one(".bulk-reason").get_text(strip=True)
        for row in asked.select("ul[aria-labelledby=kept] li")
    }
    assert kept.keys() == {"Edited", "Deleted", "Locked", "Unpublished"}
    assert kept["Edited"] == "Somebody has worked on it since."
    assert set(outcomes(made).values()) == {"changed"}  # nothing is done yet
    undo(coordinator, made)
    assert outcomes(made) == {
        "Untouched": "undone",
        "Edited": "touched",
        "Deleted": "gone",
        "Locked": "locked",
        "Unpublished": "touched",
    }
    assert fresh(untouched).licence == "cc-by-4.0"
    assert fresh(edited).get_latest_revision_as_object().licence == "cc0-1.0"
    text = coordinator.get(reverse("bulk_change", args=[made.pk])).text
    assert "Somebody has worked on it since." in text
    assert "undo/" not in text
    revisions = fresh(untouched).revisions.count()
    undo(coordinator, made)  # again: nothing
    assert fresh(untouched).revisions.count() == revisions
