"""Importing in the admin: from the upload to undoing, with what each step shows, refuses and survives."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Locale, Page

from cms.base.models import User
from cms.base.people.erasing import erase, places
from cms.base.people.notices.model import HeldNotice
from cms.base.people.notices.preferences import choose
from cms.base.signals import mail_round, worker_run
from practices.exchange.desk import going_on
from practices.exchange.importing import running
from practices.exchange.importing.model import KEPT_DAYS
from practices.models import CheckedRow, Concept, Import, ImportedFile, PracticePage
from tests.base.admin import fresh
from tests.factories import make_practice, partner_page
from tests.practices.exchange.documents import docx
from tests.practices.exchange.files import csv, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]
State = Import.State
HEADS = ["external_id", "title", "summary", "activities", "countries", "methods", "evidence_level"]
FULL = ["countries", "target_groups", "skill_types", "methods", "evidence_level"]
UPLOAD = "/admin/practices/imports/new/"


def row(name: str, **values: str) -> list[str]:
    found = {"external_id": name, "title": f"Practice {name}", "summary": "What it is.", "activities": "Text"} | values
    return [found.get(head, "") for head in HEADS]


@pytest.fixture
def partner(signed_in: SignIn) -> Client:
    return signed_in("partner-kpmpc")


def send(client: Client, rows: Any, heads: Any = HEADS, partner: str = "kpmpc", name: str = "ours.csv") -> Any:
    file = SimpleUploadedFile(name, csv([heads, *rows]))
    return client.post(UPLOAD, {"file": file, "partner": partner})


def upload(client: Client, rows: Any, **options: Any) -> Import:
    response = send(client, rows, **options)
    run = Import.objects.latest("pk")
    assert response["Location"] == url(run)
    return run


def url(run: Import, name: str = "practice_import") -> str:
    return reverse(name, args=[run.pk])


def page(client: Client, run: Import, query: str = "", status: int = 200) -> BeautifulSoup:
    response = client.get(url(run) + query)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def post(client: Client, run: Import, name: str, **data: str) -> Import:
    response = client.post(url(run, name), data)
    assert response.status_code == 302, response.content.decode()
    return Import.objects.get(pk=run.pk)


def work() -> None:
    """Rounds of the worker, until there is nothing to do."""
    for _round in range(30):
        mail_round.send(sender=None)
        if not Import.objects.filter(state__in=Import.IN_WORK).exists():
            return
    raise AssertionError([(run.state, run.problem) for run in Import.objects.all()])


def imported() -> set[str]:
    return set(PracticePage.objects.exclude(external_id="").values_list("external_id", flat=True))


def test_from_the_upload_to_undoing(partner: Client) -> None:
    existing = make_practice("kpmpc", title="Old title", external_id="B", live=False)
    existing.save_revision()
    run = upload(partner, [row("A", methods="mentoring"), row("B", summary="Newer.", countries="Italy")])
    assert (run.state, run.new, run.changed, run.wrong, run.partner) == (State.READY, 1, 1, 0, "kpmpc")
    assert imported() == {"B"}
    soup = page(partner, run)
    changed = soup.select_one(".import-row--changed")
    values = {
        each.th.get_text(): [cell.get_text(strip=True) for cell in each.select("td")]
        for each in changed.select("tbody tr")
    }
    assert values["Title"] == ["Old title", "Practice B"]
    assert values["Summary"][1] == "Newer."
    assert soup.select_one(f"a[href='{url(run, 'confirm_import')}']")
    assert b"submits" in partner.get(url(run, "confirm_import")).content
    run = post(partner, run, "confirm_import")
    assert run.state == State.DONE
    added = PracticePage.objects.get(external_id="A")
    assert not added.live
    assert fresh(existing).get_latest_revision_as_object().summary == "Newer."
    assert not ImportedFile.objects.exists()
    assert not CheckedRow.objects.exists()
    links = [link["href"] for link in page(partner, run).select("ul[aria-labelledby=pages] a")]
    assert set(links) == {reverse("wagtailadmin_pages:edit", args=[pk]) for pk in (added.pk, existing.pk)}
    assert "2 pages would be taken back" in partner.get(url(run, "undo_import")).content.decode()
    assert fresh(existing).get_latest_revision_as_object().summary == "Newer."
    run = post(partner, run, "undo_import")
    assert run.state == State.UNDONE
    assert run.undone_by.username == "partner-kpmpc"
    assert imported() == {"B"}
    assert fresh(existing).get_latest_revision_as_object().title == "Old title"
    assert "ours.csv" in partner.get(reverse("practice_imports")).content.decode()


def test_what_was_touched_since_is_listed_and_left(partner: Client) -> None:
    run = post(partner, upload(partner, [row("A"), row("B")]), "confirm_import")
    PracticePage.objects.get(external_id="B").save_revision(clean=False)
    soup = BeautifulSoup(partner.get(url(run, "undo_import")).content, "html.parser")
    assert [each.a.get_text() for each in soup.select("ul[aria-labelledby=left] li")] == ["Practice B"]
    run = post(partner, run, "undo_import")
    assert (run.state, imported()) == (State.UNDONE, {"B"})
    left = page(partner, run).select_one("ul[aria-labelledby=pages]").get_text()
    assert "Practice B" in left
    assert "Somebody has worked on it since." in left


def test_each_page_that_stays_says_why(partner: Client, signed_in: SignIn) -> None:
    run = post(partner, upload(partner, [row(name) for name in "ABCDE"]), "confirm_import")
    coordinator = User.objects.get(username="coordinator")
    pages = {name: PracticePage.objects.get(external_id=name) for name in "ABCDE"}
    pages["A"].save_revision(user=coordinator, clean=False)
    pages["B"].get_workflow().start(pages["B"], coordinator)
    Page.objects.filter(pk=pages["C"].pk).update(live_revision=pages["C"].latest_revision)
    pages["D"].copy_for_translation(Locale.objects.get(language_code="lt"), copy_parents=True)
    soup = BeautifulSoup(partner.get(url(run, "undo_import")).content, "html.parser")
    reasons = {each.a.get_text(): each.span.get_text() for each in soup.select("ul[aria-labelledby=left] li")}
    assert reasons == {
        "Practice A": f"English · {get_user_display_name(coordinator)} has edited it since.",
        "Practice B": "English · It is in review.",
        "Practice C": "English · It has been published.",
        "Practice D": "English · It has been translated.",
    }


def test_a_misspelt_term_is_taken_for_all_rows(partner: Client) -> None:
    rows = [
        row("A", methods="mentorng"),
        row("B", methods="mentorng; counselling"),
        row("C", evidence_level="promisng"),
    ]
    run = upload(partner, rows)
    assert run.wrong == 3
    assert partner.post(url(run, "confirm_import")).status_code == 409
    soup = page(partner, run, "?outcome=wrong")
    assert (
        "row 2, column “methods”: “mentorng” is not in the vocabulary."
        in soup.select_one(".import-problems").get_text()
    )
    take = next(button["value"] for button in soup.select("[name=take]") if "Mentoring" in button.get_text())
    run = post(partner, run, "choose_in_import", take=take)
    assert (run.wrong, run.meant) == (1, {"methods": {"mentorng": "Mentoring"}})
    run = post(partner, run, "choose_in_import", take="all")
    assert run.wrong == 0
    assert post(partner, run, "choose_in_import", drop="0").wrong == 2
    run = post(partner, post(partner, run, "choose_in_import", take="all"), "confirm_import")
    found = PracticePage.objects.get(external_id="B").get_latest_revision_as_object()
    assert {term.slug for term in found.methods.all()} == {"mentoring", "counselling"}
    assert partner.post(url(run, "choose_in_import"), {"take": "7"}).status_code == 422


def test_heads_are_assigned_or_left_out(partner: Client) -> None:
    heads = ["external_id", "What it is called", "title", "Notes"]
    run = upload(partner, [["A", "In short.", "Title", "x"]], heads=heads)
    soup = page(partner, run)
    assert [label.get_text() for label in soup.select(".import-heads label")] == ["What it is called", "Notes"]
    offered = {option["value"] for option in soup.select("#head-0 option")}
    assert "summary" in offered
    assert "title" not in offered
    for wrong in ({"head-0": "summary", "head-1": "summary"}, {"head-0": "title"}, {"head-0": "nothing"}):
        assert partner.post(url(run, "choose_in_import"), {"assign": "1", **wrong}).status_code == 422
    run = post(partner, run, "choose_in_import", assign="1", **{"head-0": "summary", "head-1": ""})
    assert (run.assigned, run.unknown) == ({"What it is called": "summary", "Notes": ""}, [])
    post(partner, run, "confirm_import")
    assert PracticePage.objects.get(external_id="A").summary == "In short."


def test_heads_are_read_as_what_they_are_like(partner: Client) -> None:
    heads = ["external_id", "title", "Summry", "Activites", "Activitis", "Notes"]
    run = upload(partner, [["A", "Title", "In short.", "x", "y", "z"]], heads=heads)
    assert run.assigned == {"Summry": "summary"}
    assert run.unknown == ["Activites", "Activitis", "Notes"]  # two are like the same
    soup = page(partner, run)
    assert "Columns with other names" in soup.get_text()
    assert [each["value"] for each in soup.select(".import-heads [selected]")] == ["summary"]
    assert "In short." in soup.select_one(".import-row--new").get_text()
    assert "button-secondary" in soup.select_one("[name=assign]")["class"]
    chosen = {f"head-{number}": "" for number in range(4)} | {"head-1": "activities", "head-2": "activities"}
    response = partner.post(url(run, "choose_in_import"), {"assign": "1", **chosen})
    soup = BeautifulSoup(response.content, "html.parser")
    assert [each["value"] for each in soup.select(".import-heads [selected]")] == ["activities", "activities"]
    assert "button-secondary" not in soup.select_one("[name=assign]")["class"]
    run = post(partner, run, "choose_in_import", assign="1", **{f"head-{number}": "" for number in range(4)})
    assert set(run.assigned.values()) == {""}
    assert "In short." not in page(partner, run).select_one(".import-row--new").get_text()
    assert not PracticePage.objects.filter(title="Title").exists()


def test_a_large_file_is_read_by_what_its_heads_are_like(partner: Client) -> None:
    rows = [[f"A{number}", "Title", "In short."] for number in range(running.AT_ONCE + 5)]
    run = upload(partner, rows, heads=["external_id", "title", "Summry"])
    work()
    run.refresh_from_db()
    assert (run.state, run.assigned, run.new) == (State.READY, {"Summry": "summary"}, len(rows))
    post(partner, run, "confirm_import")
    work()
    assert PracticePage.objects.get(external_id="A54").summary == "In short."


def test_documents_are_read_by_what_their_headings_are_like(partner: Client) -> None:
    parts = [("Title", "Language café"), ("Heading 1", "Activities and steps"), ("", "People meet.")]
    data = docx([*parts, ("Heading 1", "Context and need"), ("", "Why."), ("Heading 1", "Thanks"), ("", "To all.")])
    partner.post(UPLOAD, {"file": SimpleUploadedFile("ours.docx", data), "partner": "kpmpc"})
    run = Import.objects.get()
    assert (run.assigned, run.unknown) == ({"Activities and steps": "activities"}, ["Thanks"])
    soup = page(partner, run)
    assert "Headings with other names" in soup.get_text()
    assert "People meet." in soup.select_one(".import-row--new").get_text()
    assert soup.select_one("#rows").get_text() == "Practices"
    assert "row" not in BeautifulSoup(partner.get(url(run, "confirm_import")).content, "html.parser").main.get_text()


def test_a_corrected_file_takes_the_place_of_the_earlier_one(partner: Client, signed_in: SignIn) -> None:
    heads = ["external_id", "title", "Label", "methods", "Notes"]
    first = upload(partner, [["A", "Title", "In short.", "mentorng", "x"]], heads=heads)
    chosen = {"head-0": "summary", "head-1": ""}
    first = post(partner, first, "choose_in_import", assign="1", **chosen)
    post(partner, first, "choose_in_import", take="all")
    other = upload(signed_in("coordinator"), [row("Z")])
    second = upload(partner, [["A", "Title", "Shorter.", "mentorng", "x"]], heads=heads)
    assert (second.assigned, second.wrong) == ({"Label": "summary", "Notes": ""}, 0)
    assert second.meant == {"methods": {"mentorng": "Mentoring"}}
    assert set(Import.objects.values_list("pk", flat=True)) == {other.pk, second.pk}
    assert "The earlier “ours.csv”" in page(partner, second).get_text()
    heads = ["external_id", "title", "Label", "summary", "methods"]
    third = upload(partner, [["A", "Title", "x", "In short.", "mentoring"]], heads=heads, name="other.csv")
    assert (third.assigned, third.unknown, third.meant) == ({}, ["Label"], {})
    assert Import.objects.filter(pk=second.pk).exists()
    assert "The earlier" not in page(partner, third).get_text()


BAD: list[tuple[str, bytes, str]] = [
    ("a.csv", b"", "empty"),
    ("a.csv", b"one,two\n1,2", "No row has the headings"),
    ("a.csv", b"title,language\n", "no practices"),
    ("a.xlsx", b"PK\x03\x04 no workbook", "damaged"),
    ("a.pdf", b"%PDF-1.7 something", "Only XLSX"),
    ("a.xlsm", b"PK\x03\x04", "macros"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD)
def test_what_cannot_be_read_is_told_and_not_kept(partner: Client, name: str, data: bytes, message: str) -> None:
    response = partner.post(UPLOAD, {"file": SimpleUploadedFile(name, data), "partner": "kpmpc"})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not Import.objects.exists()


def test_partners_import_into_their_own_and_coordinators_into_any(partner: Client, signed_in: SignIn) -> None:
    assert send(partner, [row("A")], partner="csci").status_code == 422
    assert send(partner, [row("A")], partner="").status_code == 422
    rows = [["csci", *row("A")], ["kpmpc", *row("B")]]
    assert upload(partner, rows, heads=["partner", *HEADS]).wrong == 1
    coordinator = signed_in("coordinator")
    run = upload(coordinator, rows, heads=["partner", *HEADS], partner="")
    assert post(coordinator, run, "confirm_import").state == State.DONE
    assert PracticePage.objects.get(external_id="A").partner_page == partner_page("csci").original
    for client in (partner, signed_in("partner-csci")):
        assert client.get(url(run), follow=True).status_code == 404
        client.post(url(run, "undo_import"))
    assert Import.objects.get(pk=run.pk).state == State.DONE
    theirs = Import.objects.get(user__username="partner-kpmpc")
    assert coordinator.get(url(theirs)).status_code == 200
    coordinator.post(url(theirs, "throw_import_away"))
    assert Import.objects.filter(pk=theirs.pk).exists()


def test_a_term_retired_meanwhile_is_told_and_nothing_is_written(partner: Client) -> None:
    run = upload(partner, [row("A"), row("B", methods="mentoring")])
    Concept.objects.filter(slug="mentoring").update(is_retired=True)
    run = post(partner, run, "confirm_import")
    assert (run.state, run.wrong, imported()) == (State.READY, 1, set())
    assert "The term “Mentoring” is no longer used." in page(partner, run).select_one(".help-warning").get_text()


def test_the_second_of_two_sees_what_the_first_has_changed(partner: Client, signed_in: SignIn) -> None:
    coordinator = signed_in("coordinator")
    first, second = upload(partner, [row("A")]), upload(coordinator, [row("A"), row("B")])
    post(partner, first, "confirm_import")
    second = post(coordinator, second, "confirm_import")
    assert (second.state, second.new, second.unchanged) == (State.READY, 1, 1)
    assert "This is what would happen now" in page(coordinator, second).select_one(".help-warning").get_text()
    assert post(coordinator, second, "confirm_import").state == State.DONE
    assert imported() == {"A", "B"}


def test_large_files_are_checked_written_and_undone_by_the_worker(partner: Client) -> None:
    rows = [row(f"A{number}") for number in range(running.AT_ONCE + 5)]
    run = upload(partner, rows)
    assert run.state == State.CHECKING
    soup = page(partner, run)
    assert soup.select_one("[data-import-progress=checking] progress")
    work()
    run.refresh_from_db()
    assert (run.state, run.new) == (State.READY, len(rows))
    assert post(partner, run, "confirm_import").state == State.RUNNING
    work()
    run.refresh_from_db()
    assert (run.state, len(imported())) == (State.DONE, len(rows))
    assert post(partner, run, "undo_import").state == State.UNDOING
    work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.UNDONE, set())


def test_translations_in_another_batch_do_what_was_shown(partner: Client) -> None:
    originals = [["en", *row(f"A{number}", methods="mentoring")] for number in range(running.AT_ONCE)]
    translated = row("A3", title="Pavyzdys", summary="Kas tai.", activities="Tekstas", methods="mentorystė")
    run = upload(partner, [*originals, ["lt", *translated]], heads=["language", *HEADS])
    work()
    run.refresh_from_db()
    assert (run.new, run.wrong) == (running.AT_ONCE + 1, 0)
    post(partner, run, "confirm_import")
    work()
    run.refresh_from_db()
    assert (run.state, run.problem) == (State.DONE, "")
    assert PracticePage.objects.get(title="Pavyzdys").original.external_id == "A3"
    post(partner, run, "undo_import")
    work()
    assert not PracticePage.objects.filter(title__in=("Pavyzdys", "Practice A3")).exists()


def begun(partner: Client, count: int) -> Import:
    """One that waits for the worker to write it."""
    run = upload(partner, [row(f"A{number}") for number in range(count)])
    work()
    return post(partner, run, "confirm_import")


def test_what_a_killed_worker_has_written_is_taken_back(partner: Client) -> None:
    run = begun(partner, running.AT_ONCE + 5)
    assert running.Work(run.pk).step()
    assert len(imported()) == running.AT_ONCE
    Import.objects.update(alive_at=timezone.now())  # of the second batch, in which it was killed
    mail_round.send(sender=None)
    run.refresh_from_db()
    assert run.state == State.RUNNING  # it may only be slow
    Import.objects.update(alive_at=timezone.now() - 2 * running.STALE)
    work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.FAILED, set())
    assert "ended in the middle" in page(partner, run).select_one(".help-critical").get_text()
    run = post(partner, run, "check_import_again")
    work()
    run = post(partner, run, "confirm_import")
    work()
    run.refresh_from_db()
    assert (run.state, len(imported())) == (State.DONE, running.AT_ONCE + 5)


def test_what_fails_in_the_middle_is_taken_back(partner: Client) -> None:
    run = begun(partner, running.AT_ONCE + 5)
    assert running.Work(run.pk).step()
    with mock.patch.object(running, "write_batch", side_effect=RuntimeError("full")):
        work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.FAILED, set())
    assert "the log" in run.problem


def test_nothing_is_written_for_an_account_that_was_closed(partner: Client) -> None:
    run = begun(partner, running.AT_ONCE + 5)
    User.objects.filter(username="partner-kpmpc").update(is_active=False)
    work()
    run.refresh_from_db()
    assert (run.state, imported()) == (State.FAILED, set())


def test_submitting_for_review_in_one_click(partner: Client) -> None:
    like = make_practice("kpmpc", title="Like it")
    facts = [";".join(term.slug for term in getattr(like, name).all()) for name in FULL[:-1]]
    heads = ["external_id", "title", "summary", "activities", *FULL]
    rows = [["A", "Full", "Short", "Text", *facts, "promising"], ["B", "Lacking", "Short", "Text"]]
    run = upload(partner, rows, heads=heads)
    complete, lacking = page(partner, run).select(".import-row")
    assert "For review" not in complete.get_text()
    assert "For review it still needs: Evidence level, Countries, Target groups" in lacking.get_text()
    text = " ".join(partner.get(url(run, "confirm_import")).content.decode().split())
    assert "1 of 2 can be submitted; 1 stays a draft because something is missing" in text
    assert "English: 2" in text
    run = post(partner, run, "confirm_import", submits="on")
    assert run.state == State.DONE
    assert "Submitted for review: 1, not submitted: 1." in page(partner, run).get_text()
    state = PracticePage.objects.get(external_id="A").current_workflow_state
    assert state.requested_by.username == "partner-kpmpc"
    assert not PracticePage.objects.get(external_id="B").workflow_in_progress
    told = page(partner, run).select_one("ul[aria-labelledby=pages]").get_text()
    assert "submitted for review" in told
    assert "It lacks: Countries" in told
    run = post(partner, run, "undo_import")  # it is in review
    assert (run.state, imported()) == (State.UNDONE, {"A"})


def test_what_is_submitted_together_is_told_in_one_mail(partner: Client, monkeypatch) -> None:
    """To each person and in their language, though it takes several transactions, and not all of one worker."""
    choose(User.objects.get(username="admin"), {"review": "daily"})
    like = make_practice("kpmpc", title="Like it")
    facts = [";".join(term.slug for term in getattr(like, name).all()) for name in FULL[:-1]]
    heads = ["external_id", "title", "summary", "activities", *FULL]
    monkeypatch.setattr(going_on, "AT_ONCE", 2)
    monkeypatch.setattr(running, "BATCH", 2)
    monkeypatch.setattr(running, "SUBMITTED", 2)
    count = 3
    rows = [[str(n), f"Practice {n}", "Short", "Text", *facts, "promising"] for n in range(count)]
    run = upload(partner, rows, heads=heads)
    work()
    post(partner, run, "confirm_import", submits="on")
    mail.outbox.clear()
    for _step in range(3):  # two batches are written, one is submitted
        assert running.Work(run.pk).step()
    assert not mail.outbox
    work()
    told = {message.to[0].partition("@")[0]: message for message in mail.outbox}
    assert len(told) == len(mail.outbox) == 2
    assert told["partner-kpmpc"].subject == f"You have sent {count} pages for review"
    assert told["coordinator"].subject == f"For review: {count} pages from Editor of partner kpmpc (demo)"
    body = told["coordinator"].body
    for practice in PracticePage.objects.exclude(external_id=""):
        assert f"- {practice.title} (KPMPC, English)\n  " in body
        assert reverse("wagtailadmin_pages:edit", args=[practice.pk]) in body
    (held,) = HeldNotice.objects.all()
    assert (held.user.username, held.subject) == ("admin", told["coordinator"].subject)
    assert held.due - timezone.now() <= timedelta(days=1)
    assert held.text in body


def test_what_review_needs_is_that_of_the_practice_with_all_its_rows(partner: Client) -> None:
    like = make_practice("kpmpc", title="Like it", external_id="L", live=False)
    like.save_revision()
    facts = [";".join(term.slug for term in getattr(like, name).all()) for name in FULL[:-1]]
    heads = ["language", "external_id", "title", "summary", "activities", *FULL]
    rows = [
        ["en", "A", "Title", "Short", "Text"],
        ["lt", "A", "Pavadinimas", "Trumpai", "Tekstas", *facts, "promising"],
        ["en", "L", "Another title"],
    ]
    run = upload(partner, rows, heads=heads)
    assert run.wrong == 0, [found.problems for found in run.rows.all()]
    assert [(found.is_reviewable, found.needs) for found in run.rows.all()] == [(True, ""), (False, ""), (True, "")]
    assert not fresh(like).get_latest_revision_as_object().title.startswith("Another")


def test_without_an_offer_none_is_spoken_of(partner: Client) -> None:
    text = page(partner, upload(partner, [row("A", countries="Nowhere at all")])).get_text()
    assert "Nothing is imported before all is right: correct the file" in text
    text = page(partner, upload(partner, [row("A", methods="mentorng")])).get_text()
    assert "take what was probably meant" in text


def test_files_that_nobody_goes_on_with_are_deleted(partner: Client) -> None:
    _ready, failed = upload(partner, [row("A")]), upload(partner, [row("B")], name="b.csv")
    Import.objects.filter(pk=failed.pk).update(state=State.FAILED)
    worker_run.send(sender=None)
    assert ImportedFile.objects.count() == 2
    Import.objects.update(begun_at=timezone.now() - timedelta(days=KEPT_DAYS, minutes=1))
    worker_run.send(sender=None)
    assert not ImportedFile.objects.exists()
    assert not CheckedRow.objects.exists()
    assert list(Import.objects.all()) == [failed]
    run = upload(partner, [row("C")])
    partner.post(url(run, "throw_import_away"))
    assert not Import.objects.filter(pk=run.pk).exists()


def test_the_template_is_in_the_readers_language(signed_in: SignIn) -> None:
    client = signed_in("partner-kpmpc")
    response = client.get(reverse("practice_template"))
    data = b"".join(response.streaming_content)
    assert "attachment" in response["Content-Disposition"]
    assert CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names[0] == "Practices"


def test_queries_do_not_grow_with_rows(partner: Client) -> None:
    def queries(address: str) -> int:
        partner.get(address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert partner.get(address).status_code == 200
        return len(found)

    small = upload(partner, [row("A")], name="small.csv")
    large = upload(partner, [row(f"B{number}") for number in range(15)])
    for name in ("practice_import", "confirm_import"):
        assert queries(url(small, name)) == queries(url(large, name)), name
    few = queries(reverse("practice_imports"))
    for run in (small, large):
        post(partner, run, "confirm_import")
    for name in ("practice_import", "undo_import"):
        assert queries(url(small, name)) == queries(url(large, name)), name
    for number in range(3):
        upload(partner, [row("C")], name=f"{number}.csv")
    assert queries(reverse("practice_imports")) == few


def test_a_page_shows_some_of_many_rows(partner: Client) -> None:
    run = upload(partner, [row(f"A{number}", activities="word " * 500) for number in range(45)])
    assert len(page(partner, run).select(".import-row")) == 20
    assert len(page(partner, run, "?p=3").select(".import-row")) == 5
    assert not page(partner, run, "?outcome=wrong").select(".import-row")


def test_workbooks(partner: Client) -> None:
    file = SimpleUploadedFile("a.xlsx", xlsx([HEADS, row("A")], "Praktikos"))
    partner.post(UPLOAD, {"file": file, "partner": "kpmpc"})
    assert Import.objects.get().state == State.READY


def test_erasing_a_person_ends_an_import_that_names_them(partner: Client, signed_in: SignIn) -> None:
    named = upload(partner, [[*row("Z1"), "Ona Onaitė"]], heads=[*HEADS, "Our own column"])
    other = upload(signed_in("coordinator"), [row("Z2")])
    assert places("Ona Onaitė", "") == erase("Ona Onaitė", "") == 1
    assert fresh(named).state == State.FAILED
    assert "whose data an administrator has erased" in partner.get(url(named)).text
    assert list(ImportedFile.objects.values_list("run", flat=True)) == [other.pk]
    assert not CheckedRow.objects.filter(run=named).exists()
    assert places("Ona Onaitė", "") == 0
