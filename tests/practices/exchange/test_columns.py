"""Cells are understood in five languages, and with spreadsheets' own formats of dates and numbers."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import translation

from cms.base.languages import content_languages
from practices.exchange.columns.cells import Misread
from practices.exchange.columns.column import Target
from practices.exchange.columns.declared import BY_NAME, COLUMNS, NAMES, PAGE_URL, heading_of
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.columns.near_misses import plain
from practices.exchange.columns.rich_texts import html_of, text_of
from practices.models import Concept, PracticeLink, PracticePage
from tests.factories import make_practice

pytestmark = pytest.mark.once
LANGUAGES = [code for code, _name in content_languages()]


def read(name: str, cell: Any) -> Any:
    return BY_NAME[name].read(cell, Knowledge())


@pytest.mark.django_db
def test_no_column_can_be_taken_for_another() -> None:
    meant: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for name in (*NAMES, PAGE_URL):
                assert meant.setdefault(plain(heading_of(name)), name) == name


@pytest.mark.django_db
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_its_example_can_be_read(column: Any) -> None:
    value = column.read(str(column.example), Knowledge())
    page = PracticePage()
    column.put(Target(page, page, "en"), value)
    assert column.write(column.value(Target(page, page, "en"))) == column.write(value) != ""


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_can_be_read_again(language: str) -> None:
    page = make_practice(
        start_year=2019, ongoing=True, group_min=5, group_max=12, level_from="pre", level_to="a2", cost="Free",
        review_date=date(2027, 1, 31), activities="<ol><li>One <b>bold</b></li><li>Two</li></ol>",
        learning_settings=["school"], contact_name="Ona", contact_consent=True,
    )  # fmt: skip
    with translation.override(language):
        for column in COLUMNS:
            text = column.write(column.value(Target(page, page, "en")))
            if text:
                assert column.write(column.read(text, Knowledge())) == text, column.name


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["LT", "lt", "Lithuania", "Lietuva", "Litouwen", "lituania", " LITUANIA "])
def test_a_country_by_its_code_or_name(cell: str) -> None:
    assert [term.slug for term in read("countries", cell)] == ["lt"]


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["refugees; newly-arrived", "refugees\nnewly-arrived\n", "Refugees ;newly-arrived;"])
def test_several_values(cell: str) -> None:
    assert [term.slug for term in read("target_groups", cell)] == ["refugees", "newly-arrived"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_term_is_suggested_in_the_reader_s_language(language: str) -> None:
    label = Concept.objects.get(scheme="method", slug="mentoring").label(language)
    with translation.override(language), pytest.raises(Misread) as caught:
        read("methods", f"{label[:-2]}x{label[-1]}")
    assert caught.value.suggestion == label


@pytest.mark.django_db
def test_terms_that_cannot_be_chosen() -> None:
    Concept.objects.filter(scheme="method", slug="sport").update(is_retired=True)
    with pytest.raises(Misread, match="no longer used"):
        read("methods", "sport")
    with pytest.raises(Misread, match="not in the vocabulary") as caught:
        read("methods", "zzzzzzzzzzzz")
    assert not caught.value.suggestion


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cell",
    ["2025-12-31", "31.12.2025", "31/12/2025", "31-12-2025", "2025 m. gruodžio 31 d.", "31 december 2025",
     "31 dicembre 2025", "31 de diciembre de 2025", "31 dic. 2025", "December 31, 2025", 46022, 46022.0, "46022",
     datetime(2025, 12, 31), date(2025, 12, 31), "20251231", "2025.12.31"],
)  # fmt: skip
def test_dates(cell: Any) -> None:
    assert read("review_date", cell) == date(2025, 12, 31)


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["31.02.2025", "soon", "2025", "31.12.25", 1e300, "1.2.3.4", True])
def test_what_is_no_date(cell: Any) -> None:
    with pytest.raises(Misread):
        read("review_date", cell)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cell", [2019, 2019.0, "2019", "2019 m.", "anno 2019", datetime(2019, 3, 1), 43525, "01.03.2019"]
)
def test_years(cell: Any) -> None:
    assert read("start_year", cell) == 2019


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["19", "2019-2022", "1492", 3.5, -2019, "２０１９x2020", 20219, "20225", 450_000])
def test_what_is_no_year(cell: Any) -> None:
    with pytest.raises(Misread):
        read("start_year", cell)


@pytest.mark.django_db
def test_an_end_that_has_not_come() -> None:
    typed = (
        "iki dabar; nuo 2019 m. iki dabar; iki šiol; vis dar vyksta; 2019–heden; t/m heden; tot nu; tot en met heden; "
        "Tot nu toe; ad oggi; fino a oggi; in corso; dal 2019 ad oggi; hasta hoy; en curso; hasta la actualidad; "
        "desde 2019 hasta la fecha; ongoing; to date; present; 2019 – present; until now; Still running; tebevykdoma"
    ).split("; ")
    for cell in typed:
        page = PracticePage(end_year=2022)
        target = Target(page, page, "en")
        column, value = BY_NAME["end_year"], read("end_year", cell)
        assert not column.has(target, value)
        column.put(target, value)
        assert (page.end_year, page.ongoing) == (None, True), cell
        assert column.has(target, value)
    assert read("end_year", "iki 2022 m.") == 2022
    for cell in ("dabartis", "not present", "nowhere", "to", "presentation 2019–2022", ""):
        with pytest.raises(Misread):
            read("end_year", cell)


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["yes", "ja", "sì", "Taip", "sí", "si", 1, 1.0, True, "x", "TRUE"])
def test_yes(cell: Any) -> None:
    assert read("ongoing", cell) is True


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["no", "nee", "ne", "No", 0, False, "false"])
def test_no(cell: Any) -> None:
    assert read("ongoing", cell) is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [("group_size", "5–12", (5, 12)), ("group_size", "5-12", (5, 12)), ("group_size", 8.0, (8, 8)),
     ("group_size", "5–", (5, None)), ("group_size", "–12", (None, 12)), ("language_level", "A1–B1", ("a1", "b1")),
     ("language_level", "pre-A1 – A2", ("pre", "a2")), ("language_level", "B2", ("b2", "b2"))],
)  # fmt: skip
def test_from_and_to(name: str, cell: Any, value: Any) -> None:
    assert read(name, cell) == value


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "cell"),
    [("group_size", datetime(2025, 5, 12)), ("group_size", "12-5"), ("language_level", "B1-A1"), 
     ("evidence_level", "goof"), ("contact_email", "ona"), ("source_url", "javascript:alert(1)"), 
     ("links", "see https:/x"), ("title", "a" * 101), ("summary", "word " * 101),
     ("cost", "a" * 201), ("licence", "GPL"), ("contact_name", "a" * 121)],
)  # fmt: skip
def test_what_is_refused(name: str, cell: Any) -> None:
    with pytest.raises(Misread):
        read(name, cell)


def test_plain_text_becomes_rich_text() -> None:
    text = "One & two\nthree\n\n- a\n- <b>\n\n1. x\n2) y\n\nEnd"
    html = "<p>One &amp; two<br/>three</p><ul><li>a</li><li>&lt;b&gt;</li></ul><ol><li>x</li><li>y</li></ol><p>End</p>"
    assert html_of(text) == html
    assert html_of(text_of(html)) == html
    with pytest.raises(Misread, match="Too long by 1 character: 100000 are allowed"):  # as the form says
        read("activities", "<" * 100_001)


@pytest.mark.django_db
def test_links_keep_their_texts_in_other_languages() -> None:
    page = PracticePage()
    page.links = [PracticeLink(url="https://a.example/", label={"en": "Old", "lt": "Senas"})]
    column = BY_NAME["links"]
    column.put(Target(page, page, "en"), [("New", "https://a.example/"), ("", "https://b.example/")])
    assert [row.label for row in page.links.all()] == [{"en": "New", "lt": "Senas"}, {}]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Mentoring, Sport", "mentoring / sport"])
def test_terms_with_commas_are_offered_as_several(typed: str) -> None:
    with pytest.raises(Misread) as refused:
        read("methods", typed)
    assert [term.slug for term in read("methods", refused.value.suggestion)] == ["mentoring", "sport"]


@pytest.mark.django_db
def test_a_licence_in_short_is_offered_in_full() -> None:
    with pytest.raises(Misread) as refused:
        read("licence", "CC-BY")
    assert read("licence", refused.value.suggestion) == "cc-by-4.0"
