"""What each kind of change does to practices, and who is told."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageLogEntry

from cms.base.models import User
from cms.base.people.notices.preferences import choose
from practices.models import PartnerPage, PracticePage
from search.models import SearchEntry
from tests.base.admin import fresh
from tests.factories import make_practice, partner_page, translate
from tests.practices.bulk.work import do, outcomes, preview, published, slugs, term, told, undo, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]
VALUES: list[tuple[str, dict[str, Any], str, Any]] = [
    ("evidence", {"value": "promising"}, "evidence_level", "promising"),
    ("licence", {"value": "cc0-1.0"}, "licence", "cc0-1.0"),
    ("review-date", {"value": "2031-05-01"}, "review_date", date(2031, 5, 1)),
    ("review-date", {"value": ""}, "review_date", None),
]


@pytest.mark.once
@pytest.mark.parametrize(("kind", "values", "field", "expected"), VALUES)
def test_values(coordinator: Client, kind: str, values: dict[str, Any], field: str, expected: Any) -> None:
    live, draft = (
        published(title="Live", review_date=date(2029, 1, 1)),
        make_practice(live=False, review_date=date(2028, 1, 1)),
    )
    before = [getattr(fresh(page), field) for page in (live, draft)]
    made = do(coordinator, kind, live, draft, **values)
    assert getattr(fresh(live), field) == expected
    assert not fresh(live).has_unpublished_changes
    assert not fresh(draft).live
    assert getattr(fresh(draft).get_latest_revision_as_object(), field) == expected
    assert set(outcomes(made).values()) == {"changed"}
    undo(coordinator, made)
    assert fresh(live).live
    assert not fresh(live).has_unpublished_changes
    assert getattr(fresh(live), field) == before[0]
    assert getattr(fresh(draft).get_latest_revision_as_object(), field) == before[1]


def test_a_term_is_added_and_removed_with_one_revision_each(coordinator: Client) -> None:
    one = published(title="One", methods=["mentoring"], countries=["it"])
    two = published(title="Two", methods=["mentoring", "counselling"], countries=["it"])
    draft = make_practice(title="Draft", live=False, methods=["mentoring"])
    revisions = [one.revisions.count(), two.revisions.count()]
    form = BeautifulSoup(coordinator.get(url("add-term", one)).content, "html.parser")
    assert form.select_one("[data-controller=terms] input[type=radio][name=term]"), "chosen by typing, as in the form"
    shown = preview(coordinator, "add-term", one, two, draft, term=term("method", "counselling"))
    assert told(shown, "changing") == {
        "One": ["Mentoring", "Mentoring, Counselling", "published at once"],
        "Draft": ["Mentoring", "Mentoring, Counselling", "stays a draft"],
    }
    assert told(shown, "left-out") == {"Two": ["Mentoring, Counselling", "It already has that."]}
    made = do(coordinator, "add-term", one, two, draft, term=term("method", "counselling"))
    assert outcomes(made) == {"One": "changed", "Two": "unchanged", "Draft": "changed"}
    assert [one.revisions.count(), two.revisions.count()] == [revisions[0] + 1, revisions[1]]
    assert slugs(fresh(one), "methods") == {"mentoring", "counselling"}
    assert "counselling" in str(SearchEntry.objects.get(key=one.translation_key).facets)
    entry = PageLogEntry.objects.get(page=one.pk, action="practices.bulk_change")
    assert entry.revision_id == fresh(one).latest_revision_id
    assert entry.message == "Together with other practices. Term added: Counselling"

    only = published(title="Only", methods=["counselling"])
    shown = preview(coordinator, "remove-term", one, only, draft, term=term("method", "mentoring"))
    assert told(shown, "left-out") == {"Only": ["Counselling", "It does not have that term."]}
    shown = preview(coordinator, "remove-term", one, only, term=term("method", "counselling"))
    (reason,) = told(shown, "left-out").values()
    assert "would lack a fact" in reason[1]
    again = do(coordinator, "remove-term", one, term=term("method", "mentoring"))
    assert slugs(fresh(one), "methods") == {"counselling"}
    undo(coordinator, again)
    assert slugs(fresh(one), "methods") == {"mentoring", "counselling"}
    # The first change is no longer the latest there.
    assert outcomes(undo(coordinator, made)) == {"One": "touched", "Two": "unchanged", "Draft": "undone"}


@pytest.mark.once
def test_a_contact_person_is_set_and_not_noted(coordinator: Client) -> None:
    page = published(contact_name="Old", contact_email="old@example.org", contact_consent=True)
    values = {"contact_name": "New", "contact_email": "new@example.org", "contact_consent": "on"}
    made = do(coordinator, "contact", page, **values)
    assert (fresh(page).contact_name, fresh(page).contact_consent) == ("New", True)
    assert made.parameters == {}
    assert "New" not in str(PageLogEntry.objects.filter(action="practices.bulk_change").values())
    undo(coordinator, made)
    assert (fresh(page).contact_name, fresh(page).contact_email) == ("Old", "old@example.org")
    wrong = preview(coordinator, "contact", page, contact_name="X", contact_email="nonsense")
    assert not wrong.select("#changing")
    assert wrong.select_one(".error-message").get_text(strip=True)
    assert fresh(page).contact_name == "Old"


@pytest.mark.once
def test_practices_move_to_a_partner_with_their_translations(coordinator: Client) -> None:
    page = published(partner="kpmpc", title="Moves")
    dutch = translate(page, "nl")
    csci = PartnerPage.objects.get(code="csci", original_page=None)
    there = published(partner="csci", title="There")
    same = published(partner="kpmpc", title="Same address")
    PracticePage.objects.filter(pk=same.pk).update(slug=there.slug)
    shown = preview(coordinator, "partner", page, there, same, partner=csci.pk)
    assert told(shown, "changing") == {"Moves": ["KPMPC", csci.short_name, "moved"]}
    reasons = [reason for _old, reason in told(shown, "left-out").values()]
    assert reasons == ["It already belongs to that partner.", "That partner has a page with the same URL."]
    made = do(coordinator, "partner", page, there, same, partner=csci.pk)
    assert fresh(page).get_parent().pk == partner_page("csci").pk
    assert fresh(dutch).get_parent().pk == partner_page("csci", "nl").pk
    assert fresh(page).live
    undo(coordinator, made)
    assert fresh(page).get_parent().pk == partner_page("kpmpc").pk
    assert fresh(dutch).get_parent().pk == partner_page("kpmpc", "nl").pk


@pytest.mark.once
def test_translators_hear_of_all_in_one_mail(coordinator: Client, mailoutbox: list[Any]) -> None:
    choose(User.objects.get(username="translator-it"), {"translation": "now"})
    pages = [published(title=f"Café {number}", methods=["mentoring"]) for number in (1, 2)]
    do(coordinator, "add-term", *pages, term=term("method", "counselling"))
    (mail,) = mailoutbox
    assert mail.subject == "To translate: 2 originals that are new or have changed"
    assert "Café 1" in mail.body
    assert "Café 2" in mail.body
