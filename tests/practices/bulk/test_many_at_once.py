"""Bulk changes of practices: each kind of change, permissions, skipped practices, and undoing."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.base.models import User
from cms.base.people.notices.preferences import choose
from cms.base.signals import mail_round
from practices.bulk.running import MAX_IN_REQUEST
from practices.models import BulkChange, ChangedPractice, Concept, PartnerPage, PracticePage
from practices.vocabulary.replacing import merge_term
from search.models import SearchEntry
from tests.base.admin import edit, fresh
from tests.factories import copy_practices, make_practice, partner_page, terms, translate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]
LIST = "/admin/practices/"
URL = "/admin/bulk/practices/practicepage/change/"


@pytest.fixture
def coordinator(signed_in: SignIn) -> Client:
    return signed_in("coordinator")


def published(**values: Any) -> PracticePage:
    page = make_practice(**values)
    page.save_revision().publish()
    return fresh(page)


def url(kind: str, *pages: PracticePage) -> str:
    return f"{URL}?change={kind}&" + "&".join(f"id={page.pk}" for page in pages)


def ids(*pages: PracticePage) -> str:
    return ",".join(str(page.pk) for page in pages)


def preview(client: Client, kind: str, *pages: PracticePage, **values: Any) -> BeautifulSoup:
    response = client.post(url(kind, *pages), {"ids": ids(*pages), **values})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def told(soup: BeautifulSoup, heading: str) -> dict[str, list[str]]:
    """The rows of the table below `heading`: what they say, by the title."""
    found = {}
    for row in soup.select(f"table[aria-labelledby={heading}] tbody tr"):
        first, *others = row.select("td")
        found[first.select_one("a, span").get_text(strip=True)] = [cell.get_text(" ", strip=True) for cell in others]
    return found


def do(client: Client, kind: str, *pages: PracticePage, **values: Any) -> BulkChange:
    response: HttpResponse = client.post(url(kind, *pages), {"ids": ids(*pages), "confirmed": "1", **values})
    made = BulkChange.objects.latest("pk")
    assert response["Location"] == reverse("bulk_change", args=[made.pk])
    return made


def undo(client: Client, made: BulkChange) -> BulkChange:
    client.post(reverse("undo_bulk_change", args=[made.pk]))
    return BulkChange.objects.get(pk=made.pk)


def outcomes(made: BulkChange) -> dict[str, str]:
    return {row.title: row.reason or row.state for row in made.practices.all()}


def slugs(page: PracticePage, fact: str) -> set[str]:
    return {term.slug for term in getattr(page, fact).all()}


def term(scheme: str, slug: str) -> int:
    return terms(scheme, [slug])[0].pk


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


@pytest.mark.once
def test_all_that_the_filter_finds(coordinator: Client) -> None:
    wanted = [published(title=f"Wanted {number}", partner="csci") for number in range(2)]
    copy_practices(wanted, 23)
    published(title="Elsewhere", partner="kpmpc")
    soup = BeautifulSoup(coordinator.get(LIST, {"partner": "csci", "q": "wanted"}).content, "html.parser")
    link = soup.select_one("a[href*='id=all']")
    assert "25" in link.get_text()
    query = dict(parse_qsl(urlsplit(link["href"]).query))
    assert query["next"] == f"{LIST}?partner=csci&q=wanted"
    chosen = BeautifulSoup(coordinator.get(link["href"]).content, "html.parser")
    assert "25 practices are selected" in chosen.get_text()
    form = BeautifulSoup(coordinator.get(link["href"] + "&change=licence").content, "html.parser")
    found = form.select_one("input[name=ids]")["value"].split(",")
    keys = PracticePage.objects.filter(pk__in=found).values_list("translation_key", flat=True)
    assert len(set(keys)) == 25
    assert {page.get_parent().pk for page in PracticePage.objects.filter(pk__in=found)} == {partner_page("csci").pk}
    # What was previewed is what is done, whatever the list finds by then.
    published(title="Wanted later", partner="csci")
    coordinator.post(link["href"] + "&change=licence", {"ids": ",".join(found), "value": "cc0-1.0", "confirmed": "1"})
    made = BulkChange.objects.get()
    assert made.practices.count() == 25
    assert made.waiting.count() == 25 > MAX_IN_REQUEST
    waits = coordinator.get(reverse("bulk_change", args=[made.pk]))
    assert waits["Refresh"]
    assert "0 of 25" in waits.text
    assert "/undo/" not in waits.text
    while made.waiting.exists():
        mail_round.send(sender=None)
    assert not PracticePage.objects.filter(pk__in=found).exclude(licence="cc0-1.0").exists()
    assert set(outcomes(made).values()) == {"changed"}
    undo(coordinator, made)
    assert made.waiting.count() == 25
    while made.waiting.exists():
        mail_round.send(sender=None)
    assert set(outcomes(made).values()) == {"undone"}


@pytest.mark.once
def test_what_is_asked_again_when_it_is_done(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the worker, later: an account may be closed, a practice sent for review, a term deleted."""
    monkeypatch.setattr("practices.bulk.running.ROUND", 300.0)  # a busy machine does them all in one round, too
    monkeypatch.setattr("practices.bulk.running.MAX_IN_REQUEST", 3)
    pages = [published(title=f"P{number}") for number in range(4)]
    made = do(coordinator, "licence", *pages, value="cc0-1.0")
    PracticePage.objects.filter(pk=pages[0].pk).update(locked=True)
    fresh(pages[1]).delete()
    mail_round.send(sender=None)
    assert outcomes(made) == {"P0": "locked", "P1": "gone", "P2": "changed", "P3": "changed"}
    made = do(coordinator, "licence", *pages[2:], pages[0], value="cc-by-4.0")
    ChangedPractice.objects.filter(bulk_change=made).update(state="to-change", reason="")
    User.objects.filter(username="coordinator").update(is_active=False)
    mail_round.send(sender=None)
    assert set(outcomes(made).values()) == {"not-allowed"}


def test_a_term_that_goes_while_practices_wait() -> None:
    """The one that it was merged into takes its place."""
    page = published(methods=["sport"])
    names = ("merged", "deleted", "other")
    merged, deleted, other = (Concept.objects.create(scheme="method", slug=n, labels={"en": n}) for n in names)
    waiting = []
    for chosen in (merged, deleted):
        parameters = {"scheme": "method", "term": chosen.pk, "labels": chosen.labels}
        user = User.objects.get(username="coordinator")
        made = BulkChange.objects.create(user=user, kind="add-term", parameters=parameters)
        waiting.append(ChangedPractice.objects.create(bulk_change=made, practice=page, title="P", language="en"))
    merge_term(merged, other)
    deleted.delete()
    mail_round.send(sender=None)
    assert [fresh(row).reason or fresh(row).state for row in waiting] == ["changed", "term-gone"]
    assert slugs(fresh(page), "methods") == {"sport", "other"}


def test_one_that_is_refused_stops_no_other(coordinator: Client) -> None:
    bad, good = published(title="Bad"), published(title="Good")
    PracticePage.objects.filter(pk=bad.pk).update(summary="word " * 101)
    made = do(coordinator, "licence", bad, good, value="cc0-1.0")
    assert outcomes(made) == {"Bad": "refused", "Good": "changed"}
    assert "shorten it" in made.practices.get(title="Bad").detail
    assert fresh(bad).latest_revision_id == bad.latest_revision_id
    assert fresh(bad).licence == "cc-by-4.0"


@pytest.mark.once
def test_bad_requests(coordinator: Client) -> None:
    page = published()
    for query in ("", "?id=", "?id=nonsense", f"?id={'9' * 30}", "?id=999999"):
        assert "No practices are selected" in coordinator.get(URL + query).text
    assert "What do you want to change?" in coordinator.get(url("nonsense", page)).text
    assert coordinator.post(url("nonsense", page), {"ids": page.pk, "confirmed": "1"}).status_code == 200
    assert coordinator.post(url("licence", page), {"ids": page.pk, "value": "x", "confirmed": "1"}).status_code == 200
    retired = Concept.objects.get(scheme="method", slug="counselling")
    Concept.objects.filter(pk=retired.pk).update(is_retired=True)
    coordinator.post(url("add-term", page), {"ids": page.pk, "term": retired.pk, "confirmed": "1"})
    coordinator.post(url("add-term", page), {"ids": page.pk, "term": "999999", "confirmed": "1"})
    assert not BulkChange.objects.exists()
    assert coordinator.put(reverse("undo_bulk_change", args=[1])).status_code == 405
    dutch = translate(page, "nl")  # has no facts: its original has
    assert "No practices are selected" in coordinator.get(url("licence", dutch)).text


@pytest.mark.once
def test_a_preview_of_many_takes_no_more_queries(coordinator: Client) -> None:
    pages = [published(title="A"), make_practice(live=False, title="B")]
    translate(pages[0], "nl")
    copy_practices(pages, 8)

    def taken() -> int:
        found = PracticePage.objects.filter(original_page=None)
        with CaptureQueriesContext(connection) as captured:
            preview(coordinator, "add-term", *found, term=term("method", "counselling"))
        return len(captured)

    taken()
    few = taken()
    copy_practices(pages, 90)
    assert taken() == few


@pytest.mark.once
def test_translators_hear_of_all_in_one_mail(coordinator: Client, mailoutbox: list[Any]) -> None:
    choose(User.objects.get(username="translator-it"), {"translation": "now"})
    pages = [published(title=f"Café {number}", methods=["mentoring"]) for number in (1, 2)]
    do(coordinator, "add-term", *pages, term=term("method", "counselling"))
    (mail,) = mailoutbox
    assert mail.subject == "To translate: 2 originals that are new or have changed"
    assert "Café 1" in mail.body
    assert "Café 2" in mail.body
