"""What is chosen in the preview of an import: terms that were probably meant, and columns of other names."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from practices.exchange.importing import running
from practices.models import Import, PracticePage
from tests.practices.exchange.admin import UPLOAD, SignIn, State, page, post, row, upload, url, work
from tests.practices.exchange.documents import docx

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


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


def test_without_an_offer_none_is_spoken_of(partner: Client) -> None:
    text = page(partner, upload(partner, [row("A", countries="Nowhere at all")])).get_text()
    assert "Nothing is imported until everything is right: correct the file" in text
    text = page(partner, upload(partner, [row("A", methods="mentorng")])).get_text()
    assert "take what was probably meant" in text


def test_heads_are_assigned_or_left_out(partner: Client) -> None:
    heads = ["external_id", "What it is called", "title", "Notes"]
    run = upload(partner, [["A", "In short.", "Title", "x"]], heads=heads)
    soup = page(partner, run)
    assert [label.get_text() for label in soup.select(".import-headings label")] == ["What it is called", "Notes"]
    offered = {option["value"] for option in soup.select("#heading-0 option")}
    assert "summary" in offered
    assert "title" not in offered
    for wrong in ({"heading-0": "summary", "heading-1": "summary"}, {"heading-0": "title"}, {"heading-0": "nothing"}):
        assert partner.post(url(run, "choose_in_import"), {"assign": "1", **wrong}).status_code == 422
    run = post(partner, run, "choose_in_import", assign="1", **{"heading-0": "summary", "heading-1": ""})
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
    assert [each["value"] for each in soup.select(".import-headings [selected]")] == ["summary"]
    assert "In short." in soup.select_one(".import-row--new").get_text()
    assert "button-secondary" in soup.select_one("[name=assign]")["class"]
    chosen = {f"heading-{number}": "" for number in range(4)} | {"heading-1": "activities", "heading-2": "activities"}
    response = partner.post(url(run, "choose_in_import"), {"assign": "1", **chosen})
    soup = BeautifulSoup(response.content, "html.parser")
    assert [each["value"] for each in soup.select(".import-headings [selected]")] == ["activities", "activities"]
    assert "button-secondary" not in soup.select_one("[name=assign]")["class"]
    run = post(partner, run, "choose_in_import", assign="1", **{f"heading-{number}": "" for number in range(4)})
    assert set(run.assigned.values()) == {""}
    assert "In short." not in page(partner, run).select_one(".import-row--new").get_text()
    assert not PracticePage.objects.filter(title="Title").exists()


@pytest.mark.usefixtures("small_batches")
def test_a_large_file_is_read_by_what_its_heads_are_like(partner: Client) -> None:
    rows = [[f"A{number}", "Title", "In short."] for number in range(running.MAX_IN_REQUEST + 5)]
    run = upload(partner, rows, heads=["external_id", "title", "Summry"])
    work()
    run.refresh_from_db()
    assert (run.state, run.assigned, run.new) == (State.READY, {"Summry": "summary"}, len(rows))
    post(partner, run, "confirm_import")
    work()
    assert PracticePage.objects.get(external_id="A10").summary == "In short."


def test_documents_are_read_by_what_their_headings_are_like(partner: Client) -> None:
    parts: list[Any] = [("Title", "Language café"), ("Heading 1", "Activities and steps"), ("", "People meet.")]
    parts.append(("table", [["Step", "Who", "Time"], ["Plan", "Two", "A day"]]))
    data = docx([*parts, ("Heading 1", "Context and need"), ("", "Why."), ("Heading 1", "Thanks"), ("", "To all.")])
    partner.post(UPLOAD, {"file": SimpleUploadedFile("ours.docx", data), "partner": "kpmpc"})
    run = Import.objects.get()
    assert (run.assigned, run.unknown) == ({"Activities and steps": "activities"}, ["Thanks"])
    soup = page(partner, run)
    assert "Headings with other names" in soup.get_text()
    assert "1 table of the document becomes a list" in soup.get_text()
    assert "People meet." in soup.select_one(".import-row--new").get_text()
    assert soup.select_one("#rows").get_text() == "Practices"
    assert "row" not in BeautifulSoup(partner.get(url(run, "confirm_import")).content, "html.parser").main.get_text()


def test_a_corrected_file_takes_the_place_of_the_earlier_one(partner: Client, signed_in: SignIn) -> None:
    heads = ["external_id", "title", "Label", "methods", "Notes"]
    first = upload(partner, [["A", "Title", "In short.", "mentorng", "x"]], heads=heads)
    chosen = {"heading-0": "summary", "heading-1": ""}
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
