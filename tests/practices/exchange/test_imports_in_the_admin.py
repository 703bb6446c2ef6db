"""Importing in the admin: from the upload to undoing, who may do what, and what is refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from practices.models import CheckedRow, Concept, Import, ImportedFile, PracticePage
from tests.base.admin import fresh
from tests.factories import make_practice, partner_page
from tests.practices.exchange.admin import HEADS, UPLOAD, SignIn, State, imported, page, post, row, send, upload, url
from tests.practices.exchange.files import xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


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
    assert "The import of 2 pages would be undone" in partner.get(url(run, "undo_import")).content.decode()
    assert fresh(existing).get_latest_revision_as_object().summary == "Newer."
    run = post(partner, run, "undo_import")
    assert run.state == State.UNDONE
    assert run.undone_by.username == "partner-kpmpc"
    assert imported() == {"B"}
    assert fresh(existing).get_latest_revision_as_object().title == "Old title"
    assert "ours.csv" in partner.get(reverse("practice_imports")).content.decode()


BAD: list[tuple[str, bytes, str]] = [
    ("a.csv", b"", "empty"),
    ("a.csv", b"one,two\n1,2", "No row has the headings"),
    ("a.csv", b'title,summary\nA,B\nC,"' + b"x" * 200_000, "A cell of row 3 is too long"),
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
    coordinator.post(url(theirs, "discard_import"))
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


def test_the_template_is_in_the_readers_language(signed_in: SignIn) -> None:
    client = signed_in("partner-kpmpc")
    response = client.get(reverse("practice_template"))
    data = b"".join(response.streaming_content)
    assert "attachment" in response["Content-Disposition"]
    assert CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names[0] == "Practices"


@pytest.mark.sample(0)
def test_queries_do_not_grow_with_rows(partner: Client) -> None:
    def queries(url: str) -> int:
        partner.get(url)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert partner.get(url).status_code == 200
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
