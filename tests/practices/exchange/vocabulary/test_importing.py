"""What an import of terms writes, what it leaves alone and what it refuses, with the place."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Locale, ModelLogEntry

from cms.base.models import TranslationItem
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.state import State
from practices.exchange.columns.declared import BY_NAME
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.reading.table import FileProblem
from practices.exchange.vocabulary.apply import Outdated, import_terms
from practices.exchange.vocabulary.columns import words_of
from practices.exchange.vocabulary.files import read_file
from practices.exchange.vocabulary.planned import Plan
from practices.exchange.vocabulary.planning import plan
from practices.exchange.vocabulary.record import Contents
from practices.models import Concept
from practices.vocabulary.former_slug import remember_slug
from search.models import SearchEntry
from tests.factories import make_practice
from tests.practices.exchange.files import ods, xlsx

pytestmark = pytest.mark.django_db
PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <https://example.org/thesaurus/> .
:target-group a skos:ConceptScheme .
:method a skos:ConceptScheme ; skos:notation "method" .
"""
HEADS = ["scheme", "slug", "labels_en"]


def turtle(text: str) -> Contents:
    return read_file((PREFIXES + text).encode(), "terms.ttl")


def sheet(*rows: Sequence[Any], heads: Sequence[str] = HEADS) -> Contents:
    return read_file(xlsx([heads, *rows], "Terms"), "terms.xlsx")


def take(contents: Contents) -> Plan:
    return import_terms(contents, "terms.ttl", None)


def term(slug: str, scheme: str = "target-group") -> Concept:
    return Concept.objects.get(scheme=scheme, slug=slug)


def changes(found: Plan) -> list[tuple[str, str, str]]:
    return [(each.column, each.old, each.new) for row in found.rows for each in row.changes]


def problems(found: Plan) -> list[str]:
    return [each.message for row in found.rows for each in row.problems]


REFUGEES = """
:refugees a skos:Concept ; skos:inScheme :target-group ;
    skos:prefLabel "People who fled"@en, "Flüchtlinge"@de ; skos:altLabel "zorbians"@nl ;
    skos:scopeNote "Whoever has fled."@en .
"""


@pytest.mark.once
def test_what_changes_is_told_before_it_is_done() -> None:
    before = term("refugees")
    contents = turtle(REFUGEES)
    found = plan(contents)
    assert changes(found) == [
        ("labels_en", before.labels["en"], "People who fled"),
        ("alt_labels_en", before.alt_labels["en"], f"{before.alt_labels['en']}, {before.labels['en']}"),
        ("alt_labels_nl", before.alt_labels["nl"], "zorbians"),
        ("definitions_en", "", "Whoever has fled."),
    ]
    assert found.notes == ["Left out, because the site does not have these languages: de"]
    assert term("refugees").labels == before.labels
    take(contents)
    after = term("refugees")
    assert after.labels == {**before.labels, "en": "People who fled"}
    other = f"{before.alt_labels['en']}, {before.labels['en']}"
    assert after.alt_labels == {**before.alt_labels, "en": other, "nl": "zorbians"}
    assert after.definitions == {"en": "Whoever has fled."}
    assert plan(contents).counts["unchanged"] == 1


def test_the_search_follows_in_the_same_transaction() -> None:
    page = make_practice(target_groups=["refugees"])
    take(turtle(REFUGEES))
    assert "zorbians" in SearchEntry.objects.get(key=page.translation_key).labels["nl"]


def test_the_translators_desk_follows(django_capture_on_commit_callbacks: Any) -> None:
    key, run = str(term("refugees").pk), django_capture_on_commit_callbacks

    def state(language: str) -> str:
        return TranslationItem.objects.get(kind="term", object_key=key, locale__language_code=language).state

    with run(execute=True):
        term("refugees").save()
    assert (state("nl"), state("lt")) == (State.CURRENT, State.CURRENT)
    with run(execute=True):
        take(turtle(REFUGEES + ':refugees skos:prefLabel "Gevluchten"@nl ; skos:definition "Wie vluchtte."@nl .'))
    assert (state("nl"), state("lt")) == (State.CURRENT, State.CHANGED)
    (label, definition) = KINDS["term"].texts(key, Locale.objects.get(language_code="lt"))
    assert (label.source, label.translation) == ("People who fled", "")
    assert (definition.source, definition.translation) == ("Whoever has fled.", "")


@pytest.mark.once
def test_the_history_says_who_and_what() -> None:
    take(turtle(REFUGEES))
    entry = ModelLogEntry.objects.filter(action="practices.import_term").get()
    assert entry.object_id == str(term("refugees").pk)
    assert "terms.ttl" in entry.message
    assert "Labels (en)" in entry.message


@pytest.mark.once
def test_new_terms_go_last_and_broader_ones_first() -> None:
    last = Concept.objects.filter(scheme="method").order_by("-position")[0]
    take(
        turtle("""
        :below a skos:Concept ; skos:inScheme :method ; skos:prefLabel "Below it"@en ; skos:broader :middle .
        :middle a skos:Concept ; skos:prefLabel "In the middle"@en ; skos:topConceptOf :method .
        :top a skos:Collection ; skos:inScheme :method ; skos:prefLabel "On top"@en ; skos:member :middle ;
            owl:deprecated true .
        """)
    )
    top, middle, below = (term(slug, "method") for slug in ("top", "middle", "below"))
    assert (below.broader, middle.broader, top.broader) == (middle, top, None)
    assert (top.is_heading, top.is_retired, middle.is_heading) == (True, True, False)
    assert {each.position for each in (top, middle, below)} == {last.position + number for number in (1, 2, 3)}


@pytest.mark.once
def test_a_former_slug_means_the_term_of_today() -> None:
    remember_slug("target-group", "fugitives", term("refugees"))
    found = take(sheet(["Target group", "fugitives", "People who fled"]))
    assert found.counts["changed"] == 1
    assert term("refugees").labels["en"] == "People who fled"


@pytest.mark.once
@pytest.mark.parametrize("deprecated", [True, False])
def test_a_term_is_retired_and_offered_again(deprecated: bool) -> None:
    Concept.objects.filter(slug="refugees").update(is_retired=not deprecated)
    page = make_practice(target_groups=["refugees"])
    take(turtle(f":refugees a skos:Concept ; skos:inScheme :target-group ; owl:deprecated {str(deprecated).lower()} ."))
    assert term("refugees").is_retired is deprecated
    assert [each.slug for each in page.target_groups.all()] == ["refugees"]


@pytest.mark.once
def test_what_has_been_replaced_is_no_new_term() -> None:
    found = take(
        turtle("""
        :old a skos:Concept ; skos:inScheme :method ; owl:deprecated true ; dcterms:isReplacedBy :mentoring .
        :mentoring a skos:Concept ; skos:inScheme :method ; owl:deprecated true ; dcterms:isReplacedBy :other .
        """)
    )
    assert found.counts == {"new": 0, "changed": 1, "unchanged": 0, "wrong": 0}
    assert "https://example.org/thesaurus/old" in found.notes[0]
    assert term("mentoring", "method").is_retired


@pytest.mark.once
def test_headings_in_other_languages_and_columns_that_are_not_ours() -> None:
    heads = ["Žodynas", "slug", "Labels (lt)", "labels_de", "Etiquetas (es)", "Remarks"]
    contents = sheet(["metodas", "mentoring", "Globa", "Mentoring", "", "x"], heads=heads)
    found = take(contents)
    assert term("mentoring", "method").labels["lt"] == "Globa"
    assert found.notes[0].endswith(": de")
    assert found.notes[1].endswith(": Remarks") or "Remarks" in found.notes[1]


@pytest.mark.once
def test_an_ods_file_and_a_blank_cell() -> None:
    contents = read_file(ods([HEADS, ["method", "mentoring", ""]]), "terms.ods")
    assert plan(contents).counts["unchanged"] == 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("row", "place", "problem"),
    [
        (["metod", "mentoring", "X"], "Sheet “Terms”, row 2 (“X”), Vocabulary", "There is no such vocabulary"),
        (["method", "", ""], "Slug", "A term needs a slug"),
        (["method", "", "–"], "Slug", "A term needs a slug"),
        (
            ["method", "", "Mentoring"],
            "row 2 (“Mentoring”)",
            "Another term of this vocabulary has this label: mentoring",
        ),
        (["method", "mentoring", "x" * 201], "row 2 (“xxx", "201 characters; at most 200"),
        (["method", "two words", "X"], "Slug", "valid “slug”"),
        (["method", "another", ""], "row 2", "A new term needs a label"),
        (["method", "mentoring", "x" * 201], "Labels (en)", "201 characters; at most 200"),
        (
            ["method", "another", "Mentoring"],
            "Labels (en)",
            "Another term of this vocabulary has this label: mentoring",
        ),
    ],
)
def test_what_is_wrong_in_a_spreadsheet(row: list[str], place: str, problem: str) -> None:
    [message] = problems(plan(sheet(row)))
    assert place in message
    assert problem in message
    with pytest.raises(FileProblem):
        take(sheet(row, ["method", "sport", "Changed"]))
    assert term("sport", "method").labels["en"] != "Changed"


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (':a a skos:Concept ; skos:inScheme :method ; skos:prefLabel "A" .', "The text has no language"),
        (':a a skos:Concept ; skos:inScheme :method ; skos:prefLabel "A"@en, "B"@en .', "several texts"),
        (':a a skos:Concept ; skos:inScheme :other ; skos:prefLabel "A"@en .', "There is no such vocabulary"),
        (
            ':a a skos:Concept ; skos:inScheme :method ; skos:prefLabel "A"@en ; skos:altLabel "b, c"@en .',
            "cannot contain a comma",
        ),
        (
            ':a a skos:Concept ; skos:inScheme :method ; skos:prefLabel "A"@en ; skos:broader :mentorin .',
            "This vocabulary has no term",
        ),
        (
            ':a a skos:Concept ; skos:inScheme :method ; skos:prefLabel "A"@en ; skos:broader :sport, :mentoring .',
            "several broader terms",
        ),
        (
            ':a a skos:Concept ; skos:inScheme :method ; skos:prefLabel "A"@en ; skos:broader :b . '
            ':b a skos:Concept ; skos:inScheme :method ; skos:prefLabel "B"@en ; skos:broader :a .',
            "A term cannot be narrower than itself",
        ),
        (
            ':a a skos:Concept ; skos:inScheme :method ; skos:prefLabel "A"@en ; skos:exactMatch <urn:x:y> .',
            "valid URL",
        ),
    ],
)
def test_what_is_wrong_in_skos(text: str, problem: str) -> None:
    found = problems(plan(turtle(text)))
    assert found
    assert all("https://example.org/thesaurus/" in message for message in found)
    assert problem in " ".join(found)


@pytest.mark.once
def test_a_term_in_use_does_not_become_a_heading() -> None:
    make_practice(methods=["mentoring"])
    [message] = problems(plan(turtle(":mentoring a skos:Collection ; skos:inScheme :method .")))
    assert "This term is in use" in message


@pytest.mark.once
def test_a_new_term_without_a_slug_gets_one_of_its_label() -> None:
    heads = ["scheme", "slug", "labels_lt", "labels_en"]
    rows = [
        ["method", "", "", "Dancing, together!"],
        ["method", "dancing-together-2", "", "Another"],
        ["method", "", "Dancing (together)", ""],
        ["method", "", "Šokių žingsniai", ""],
        ["method", "", "", "word " * 20],
    ]
    contents = sheet(*rows, heads=heads)
    found = plan(contents)
    assert [row.term and row.term.slug for row in found.rows] == [
        "dancing-together",
        "dancing-together-2",
        "dancing-together-3",
        "sokiu-zingsniai",
        ("word-" * 10)[:49],
    ]
    assert import_terms(contents, "", None, found.digest).counts["new"] == 5
    assert term("sokiu-zingsniai", "method").labels == {"lt": "Šokių žingsniai"}
    assert plan(contents).counts["wrong"] == 4  # they are there now


@pytest.mark.once
def test_what_a_term_was_called_stays_another_label() -> None:
    take(sheet(["method", "mentoring", "Guidance"]))
    assert "Mentoring" in words_of(term("mentoring", "method").alt_labels["en"])
    read = BY_NAME["methods"].read
    assert read("mentoring; MENTORING; Guidance", Knowledge()) == [term("mentoring", "method")]
    take(sheet(["method", "mentoring", "Coaching"]))
    assert {"Mentoring", "Guidance"} <= set(words_of(term("mentoring", "method").alt_labels["en"]))
    take(sheet(["method", "mentoring", "Mentoring"]))  # what it is called is no other label
    words = words_of(term("mentoring", "method").alt_labels["en"])
    assert {"Guidance", "Coaching"} <= set(words)
    assert "Mentoring" not in words


@pytest.mark.once
@pytest.mark.parametrize(
    ("label", "other", "expected"),
    [("Guidance", "help", "help"), ("MENTORING", "", None), ("Sport", "", None)],
    ids=["the file says which there are", "only written otherwise", "another term is called so"],
)
def test_when_the_former_label_does_not_stay(label: str, other: str, expected: str | None) -> None:
    before = term("mentoring", "method").alt_labels.get("en", "")
    heads = [*HEADS, "alt_labels_en"]
    sport = term("sport", "method").labels["en"]
    swapped = [["method", "sport", "Mentoring", "games"]] if label == "Sport" else []
    take(sheet(["method", "mentoring", sport if swapped else label, other], *swapped, heads=heads))
    assert term("mentoring", "method").alt_labels.get("en", "") == (before if expected is None else expected)


@pytest.mark.once
def test_two_rows_about_one_term() -> None:
    [message] = problems(plan(sheet(["method", "sport", "A"], ["method", "sport", "B"])))
    assert message.startswith("Sheet “Terms”, row 3")
    assert "row 2" in message


@pytest.mark.once
def test_a_new_term_that_is_called_like_another() -> None:
    [row] = plan(sheet(["method", "another", "Mentorring"])).rows
    assert (row.outcome, row.similar) == ("new", "mentoring")


@pytest.mark.once
def test_nothing_is_written_that_was_not_shown() -> None:
    contents = turtle(REFUGEES)
    digest = plan(contents).digest
    Concept.objects.filter(slug="refugees").update(labels={"en": "Meanwhile"})
    with pytest.raises(Outdated):
        import_terms(contents, "", None, digest)
    assert term("refugees").labels == {"en": "Meanwhile"}
    import_terms(contents, "", None, plan(contents).digest)
    assert term("refugees").labels["en"] == "People who fled"


@pytest.mark.once
def test_planning_takes_a_constant_number_of_queries(django_assert_num_queries: Any) -> None:
    rows = [["method", f"new-{number}", f"{number} thing"] for number in range(40)]
    contents = sheet(*rows)
    with django_assert_num_queries(2):
        plan(contents)


def run(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    status = 0
    try:
        call_command("import_vocabulary", str(path), "--json", *options)
    except SystemExit as end:
        status = int(str(end.code))
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.once
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "terms.ttl"
    path.write_text(PREFIXES + REFUGEES, encoding="utf-8")
    status, answer = run(path, capsys, "--dry-run")
    assert (status, answer["changed"], answer["notes"][0][-2:]) == (0, 1, "de")
    assert term("refugees").labels["en"] != "People who fled"
    [row] = answer["rows"]
    assert (row["vocabulary"], row["slug"], row["outcome"]) == ("target-group", "refugees", "changed")
    assert row["changes"][0]["new"] == "People who fled"
    assert run(path, capsys)[0] == 0
    assert term("refugees").labels["en"] == "People who fled"
    path.write_text(PREFIXES + REFUGEES + ":a a skos:Concept .", encoding="utf-8")
    status, answer = run(path, capsys)
    assert (status, answer["wrong"]) == (1, 1)
    path.write_text("no turtle", encoding="utf-8")
    status, answer = run(path, capsys)
    assert (status, answer["wrong"], answer["rows"][0]["row"]) == (1, 1, None)
