"""What an import writes, what it leaves alone, and that it can be taken back."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from practices.exchange.columns.rich_texts import text_of
from practices.exchange.importing import apply
from practices.exchange.importing.apply import run_import
from practices.exchange.importing.plan import plan
from practices.exchange.reading.file import read_table
from practices.exchange.reading.table import FileProblem
from practices.models import Concept, Import, PartnerPage, PracticePage
from tests.factories import make_practice, partner_page
from tests.practices.exchange.files import csv, xlsx

HEADS = ["external_id", "language", "title", "summary", "activities", "countries", "methods", "start_year"]
ROWS = [
    ["A", "en", "First", "What it is.", "- one\n- two", "LT; Italy", "mentoring", "2019"],
    ["B", "lt", "Antra", "Kas tai.", "Tekstas", "Lietuva", "", ""],
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Any:
    def write(rows: Any, heads: Any = HEADS) -> Path:
        path = tmp_path / "practices.xlsx"
        path.write_bytes(xlsx([heads, *rows]))
        return path

    return write


def run(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit status of the command and what it prints for programs."""
    out, status = StringIO(), 0
    try:
        call_command("import_practices", str(path), "--json", *options, stdout=out)
    except SystemExit as end:
        status = int(str(end.code))
    return status, json.loads(out.getvalue())


def counts(answer: dict[str, Any]) -> tuple[int, ...]:
    return tuple(answer[name] for name in ("new", "changed", "unchanged", "wrong"))


def drafts() -> dict[str, PracticePage]:
    return {page.external_id: page for page in PracticePage.objects.exclude(external_id="")}


def test_rows_become_drafts_of_the_partner_and_a_second_time_nothing(spreadsheet: Any) -> None:
    path = spreadsheet(ROWS)
    status, answer = run(path, "--partner", "kpmpc")
    assert (status, counts(answer)) == (0, (2, 0, 0, 0))
    first, second = drafts()["A"], drafts()["B"]
    assert not first.live
    assert first.has_unpublished_changes
    assert first.get_parent().pk == partner_page("kpmpc", "en").pk
    assert second.get_parent().pk == partner_page("kpmpc", "lt").pk
    assert first.activities == "<ul><li>one</li><li>two</li></ul>"
    assert {term.slug for term in first.countries.all()} == {"lt", "it"}
    assert first.latest_revision.as_object().start_year == 2019
    revisions = Revision.objects.count()
    status, answer = run(path, "--partner", "kpmpc")
    assert (status, counts(answer)) == (0, (0, 0, 2, 0))
    assert Revision.objects.count() == revisions


def test_a_dry_run_says_the_same_and_writes_nothing(spreadsheet: Any) -> None:
    pages = Page.objects.count()
    status, answer = run(spreadsheet(ROWS), "--partner", "kpmpc", "--dry-run")
    assert (status, counts(answer), answer["import"]) == (0, (2, 0, 0, 0), None)
    assert (Page.objects.count(), Import.objects.count()) == (pages, 0)
    assert answer["rows"][0]["changes"][0] == {"column": "external_id", "old": "", "new": "A"}


def test_wrong_rows_are_told_with_their_places_and_nothing_is_written(spreadsheet: Any) -> None:
    pages = Page.objects.count()
    wrong = [*ROWS, ["C", "en", "Third", "", "", "Lithunia", "mentering", "19"]]
    status, answer = run(spreadsheet(wrong), "--partner", "kpmpc")
    assert (status, counts(answer), Page.objects.count()) == (1, (2, 0, 0, 1), pages)
    problems = answer["rows"][2]["problems"]
    assert [each["column"] for each in problems] == ["countries", "start_year", "methods"]
    assert [each["suggestion"] for each in problems] == ["Lithuania", "", "Mentoring"]
    assert problems[0]["problem"].startswith("Sheet “Sheet1”, row 4, column “countries”: “Lithunia”")


def test_a_live_practice_gets_a_draft_and_stays_as_it_is(spreadsheet: Any) -> None:
    page = make_practice(title="First", summary="Old.", start_year=2018)
    path = spreadsheet(ROWS[:1])
    _status, answer = run(path, "--partner", "kpmpc")
    assert counts(answer) == (0, 1, 0, 0)
    changes = {each["column"]: (each["old"], each["new"]) for each in answer["rows"][0]["changes"]}
    assert changes["summary"] == ("Old.", "What it is.")
    assert changes["start_year"] == ("2018", "2019")
    page.refresh_from_db()
    assert (page.live, page.summary, page.start_year) == (True, "Old.", 2018)
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert (draft.summary, draft.start_year, draft.external_id) == ("What it is.", 2019, "A")
    assert counts(run(path, "--partner", "kpmpc")[1]) == (0, 0, 1, 0)  # its identifier is in the draft only
    renamed = [["A", "en", "A new title", *ROWS[0][3:]]]
    assert counts(run(spreadsheet(renamed), "--partner", "kpmpc")[1]) == (0, 1, 0, 0)


@pytest.mark.once
def test_blank_cells_and_formatting_stay(spreadsheet: Any) -> None:
    make_practice(title="First", activities='<p>With <b>bold</b> and <a href="https://a.example/">link</a>.</p>')
    rows = [["", "en", "First", "", "With bold and link.", "", "", ""]]
    assert counts(run(spreadsheet(rows), "--partner", "kpmpc")[1]) == (0, 0, 1, 0)


def test_a_title_that_several_practices_have(spreadsheet: Any) -> None:
    for _number in range(2):
        make_practice(title="First")
    _status, answer = run(spreadsheet([["", *ROWS[0][1:]]]), "--partner", "kpmpc")
    assert "Several practices" in answer["rows"][0]["problems"][0]["problem"]


def test_undo_takes_back_what_nobody_has_touched(spreadsheet: Any) -> None:
    live = make_practice(title="Live", summary="Old.")
    rows = [*ROWS, ["", "en", "Live", "New.", "", "", "", ""], ["D", "en", "Touched", "", "", "", "", ""]]
    number = run(spreadsheet(rows), "--partner", "kpmpc")[1]["import"]
    drafts()["D"].save_revision(clean=False)
    out = StringIO()
    call_command("undo_import", str(number), stdout=out)
    assert "Touched" in out.getvalue()
    assert set(drafts()) == {"D"}
    live.refresh_from_db()
    assert live.get_latest_revision_as_object().summary == "Old."
    assert not live.has_unpublished_changes
    assert Import.objects.get().state == Import.State.UNDONE


def test_the_same_identifier_in_another_language_is_the_translation(spreadsheet: Any) -> None:
    original = ["A", "en", "First", "What it is.", "- one\n- two\n- one & <b>", *ROWS[0][5:]]
    rows = [original, ["A", "lt", "Pirmoji", "Kas & tai <yra>.", "- vienas\n- du\n- trys & <b>", "", "", ""]]
    path = spreadsheet(rows)
    status, answer = run(path, "--partner", "kpmpc")
    assert (status, counts(answer)) == (0, (2, 0, 0, 0))
    translated = PracticePage.objects.get(title="Pirmoji")
    assert translated.original.pk == drafts()["A"].pk
    assert (translated.summary, translated.live) == ("Kas & tai <yra>.", False)
    assert text_of(translated.activities) == "- vienas\n- du\n- trys & <b>"
    assert counts(run(path, "--partner", "kpmpc")[1]) == (0, 0, 2, 0)
    call_command("undo_import", str(answer["import"]), stdout=StringIO())
    assert not PracticePage.objects.filter(translation_key=translated.translation_key).exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"external_id": "B"}, "Row 2 is about the same practice"),
        ({"title": ""}, "needs a title"),
        ({"language": "Klingon"}, "not a language of this site"),
        ({"partner": "nobody"}, "no partner “nobody”"),
        ({"partner": "another"}, "another partner"),
        ({"end_year": 2018, "start_year": 2020}, "end is before the start"),
        ({"title": "a" * 101}, "Too long by 1 character: 100 are allowed"),
    ],
)
def test_what_is_wrong_with_a_row(spreadsheet: Any, change: dict[str, Any], message: str) -> None:
    heads = ["external_id", "language", "title", "partner", "start_year", "end_year"]
    row = dict.fromkeys(heads, "") | {"external_id": "C", "language": "en", "title": "C"} | change
    if row["partner"] == "another":
        row["partner"] = other_partner()
    _status, answer = run(spreadsheet([["B", "en", "B", "", "", ""], list(row.values())], heads), "--partner", "kpmpc")
    assert answer["wrong"] == 1
    assert message in answer["rows"][1]["problems"][0]["problem"]
    if "external_id" in change:
        assert answer["rows"][1]["problems"][0]["column"] == "external_id"


def test_a_row_of_another_partner_tells_what_else_is_wrong(spreadsheet: Any) -> None:
    heads = ["title", "language", "partner", "methods"]
    _status, answer = run(spreadsheet([["One", "en", other_partner(), "nothing"]], heads), "--partner", "kpmpc")
    assert [problem["column"] for problem in answer["rows"][0]["problems"]] == ["partner", "methods"]


def other_partner() -> str:
    return PartnerPage.objects.exclude(code__in=["", "kpmpc"]).values_list("code", flat=True)[0]


def test_practices_that_cannot_be_changed_now(spreadsheet: Any) -> None:
    user = get_user_model().objects.get(username="partner-kpmpc")
    for title in ("Locked", "Reviewed", "Scheduled"):
        make_practice(title=title, live=False)
    PracticePage.objects.filter(title="Locked").update(locked=True)
    reviewed = PracticePage.objects.get(title="Reviewed")
    reviewed.get_workflow().start(reviewed, user)
    scheduled = PracticePage.objects.get(title="Scheduled")
    Revision.objects.filter(pk=scheduled.latest_revision_id).update(approved_go_live_at=timezone.now())
    rows = [["", "en", title, "New."] for title in ("Locked", "Reviewed", "Scheduled")]
    answer = run(spreadsheet(rows, HEADS[:4]), "--partner", "kpmpc")[1]
    found = [row["problems"][0]["problem"].split(": ")[-1] for row in answer["rows"]]
    assert [text.split(" ")[3].rstrip(".") for text in found] == ["locked", "in", "scheduled"]


def test_people_import_only_where_they_may(spreadsheet: Any) -> None:
    user = get_user_model().objects.get(username="partner-kpmpc")
    heads = ["title", "language", "partner"]
    table = read_table(xlsx([heads, ["One", "en", other_partner()], ["Two", "en", "kpmpc"]]), "a.xlsx")
    rows = plan(table, user)
    assert [row.outcome for row in rows] == ["wrong", "new"]
    assert "not allowed to add" in rows[0].problems[0].message


def test_a_batch_that_fails_takes_those_before_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apply, "BATCH", 2)
    pages = Page.objects.count()
    rows = [[f"Title {number}", "en", "mentoring" if number < 3 else "sport"] for number in range(4)]
    table = read_table(csv([["title", "language", "methods"], *rows]), "a.csv")
    assert not any(row.problems for row in plan(table, None, "kpmpc"))
    Concept.objects.filter(scheme="method", slug="sport").update(is_retired=True)  # between preview and confirmation
    with pytest.raises(FileProblem, match=r"Something has changed.*row 5.*no longer used"):
        run_import(table, "a.csv", None, "kpmpc")
    assert Page.objects.count() == pages
    assert Import.objects.get().state == Import.State.FAILED


def test_a_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    status, answer = run(path)
    assert (status, answer["wrong"], answer["import"]) == (1, 1, None)
    assert "damaged" in answer["rows"][0]["problems"][0]["problem"]


def test_an_import_that_was_cut_short_can_be_taken_back(spreadsheet: Any) -> None:
    pages = Page.objects.count()
    number = run(spreadsheet(ROWS), "--partner", "kpmpc")[1]["import"]
    Import.objects.update(state=Import.State.RUNNING)
    call_command("undo_import", str(number), stdout=StringIO())
    assert Page.objects.count() == pages


def test_an_identifier_is_one_practice_s_of_a_partner() -> None:
    page = make_practice(external_id="A")
    copied = page.copy(update_attrs={"slug": "copied"}, copy_revisions=False)
    assert copied.external_id == ""
    with pytest.raises(ValidationError, match="same identifier"):
        make_practice(external_id="A")


def test_what_was_meant_stands_for_what_was_misspelt() -> None:
    rows = [["partner", "title", "methods", "evidence_level"], ["kpmpc", "A", "mentorng; counselling", "promisng"]]
    table = read_table(csv(rows), "a.csv")
    [wrong] = plan(table, None)
    found = {(each.column, each.value): each.suggestion for each in wrong.problems}
    assert found == {("methods", "mentorng"): "Mentoring", ("evidence_level", "promisng"): "Promising practice"}
    [row] = plan(table, None, meant=found)
    assert not row.problems
    assert {each.column: each.new for each in row.changes}["methods"].splitlines() == ["Mentoring", "Counselling"]


@pytest.mark.once
def test_a_new_practice_is_in_the_language_of_the_headings() -> None:
    def language_of(title: str, *heads: str) -> str:
        [row] = plan(read_table(csv([[*heads], ["kpmpc", title, "Vienas du trys."]]), "a.csv"), None)
        return row.language

    lithuanian = ["Partneris", "Pavadinimas", "Santrauka"]
    make_practice(title="Known by its title")
    assert language_of("Kalbų kavinė", *lithuanian) == "lt"
    assert language_of("Kalbų kavinė", "partner", "title", "summary") == "en", "that of the partner"
    assert language_of("Known by its title", *lithuanian) == "en", "no second practice of that title"


def test_a_row_without_a_title_is_told_so_and_nothing_else() -> None:
    rows = [["partner", "title", "summary"], ["kpmpc", "", "One."], ["kpmpc", "", "Two."]]
    first, second = plan(read_table(csv(rows), "a.csv"), None)
    assert [each.message for each in second.problems] == ["row 3, column “title”: A practice needs a title."]
    assert len(first.problems) == 1


def test_several_terms_that_were_meant_are_several() -> None:
    rows = [["partner", "title", "methods"], ["kpmpc", "A", "Mentoring, Sport\nCounselling"]]
    meant = {("methods", "Mentoring, Sport"): "Mentoring; Sport"}
    [row] = plan(read_table(csv(rows), "a.csv"), None, meant=meant)
    assert {each.column: each.new for each in row.changes}["methods"] == "Mentoring\nSport\nCounselling"


@pytest.mark.once
def test_an_end_year_may_say_that_a_practice_goes_on(spreadsheet: Any) -> None:
    heads = [*HEADS, "end_year", "ongoing"]
    path = spreadsheet([[*ROWS[0], "nuo 2019 m. iki dabar", ""]], heads)
    assert counts(run(path, "--partner", "kpmpc")[1]) == (1, 0, 0, 0)
    draft = drafts()["A"].get_latest_revision_as_object()
    assert (draft.start_year, draft.end_year, draft.ongoing) == (2019, None, True)
    assert counts(run(path, "--partner", "kpmpc")[1]) == (0, 0, 1, 0)
    path = spreadsheet([["B", *ROWS[0][1:], "t/m heden", "no"]], heads)
    status, answer = run(path, "--partner", "kpmpc")
    assert (status, counts(answer)) == (1, (0, 0, 0, 1))
    assert "something else" in str(answer)
