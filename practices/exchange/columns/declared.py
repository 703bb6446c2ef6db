"""All columns, in the order of the template. `partner` and `language` place a row: see `importing.places`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practices.exchange.columns.choices import Choice, LanguageLevels, YesOrNo
from practices.exchange.columns.column import Column, ExternalId, Paragraph, Words
from practices.exchange.columns.end_year import EndYear
from practices.exchange.columns.fact_words import FactWords
from practices.exchange.columns.links import Links
from practices.exchange.columns.numbers import Day, GroupSize, Year
from practices.exchange.columns.rich_texts import LongText
from practices.exchange.columns.terms import TermsColumn

PARTNER, LANGUAGE = "partner", "language"
PICTURES = "pictures"  # not a spreadsheet column, only in documents
PAGE_URL = "url"  # of the page: written to files, ignored when reading

COLUMNS: tuple[Column, ...] = (
    ExternalId("external_id", "LT-07"),
    Words(
        "title",
        _("Language cafés in libraries"),
        about=_("What it is called where it happens, so that others can find it: “The museum as a classroom”."),
    ),
    Paragraph("summary", _("Volunteers and newcomers meet in a library once a week and talk about everyday things.")),
    Words("result_line", _("In a year, 40 of 50 found work."), field_name="result"),
    LongText("context", _("Newcomers had nobody to practise with.")),
    LongText("activities", _("1. Find a library.\n2. Train the volunteers.\n3. Meet every Tuesday.")),
    LongText("resources", _("- A room\n- Two volunteers for a group")),
    LongText("results", _("Eight in ten came back.")),
    LongText("constraints", _("Volunteers move away.")),
    LongText("lessons", _("Begin with few groups.")),
    LongText("transfer", _("A library that is open in the evening.")),
    TermsColumn("countries", "LT"),
    FactWords("area", "Vilnius"),
    FactWords("organisations", _("City library\nRed Cross")),
    Year("start_year", "2019"),
    EndYear("end_year", "2022"),
    YesOrNo("ongoing", "no"),
    TermsColumn("target_groups", "refugees"),
    TermsColumn("audiences", "teachers"),
    TermsColumn("skill_types", "communication"),
    TermsColumn("methods", "mentoring"),
    TermsColumn("learning_settings", "school"),
    GroupSize("group_size", "5–12", _("Group size"), _("A number of people, or the smallest and the largest group.")),
    LanguageLevels(
        "language_level",
        "A1–B1",
        _("Language level"),
        _("The level of the CEFR that participants begin with, and the one that it leads to."),
    ),
    FactWords("cost", _("Free for learners")),
    FactWords("materials", _("Handbook for volunteers\nCards with questions")),
    FactWords("funding", _("AMIF\nCity of Vilnius")),
    Choice("evidence_level", "promising"),
    Choice("licence", "cc-by-4.0"),
    Column("contact_name", _("Jane Example")),
    Column("contact_email", "name@example.org"),
    YesOrNo("contact_consent", "yes"),
    Column("source_report", _("National report of Lithuania, 2024")),
    Column("source_url", "https://example.org/report.pdf"),
    Day("review_date", "2027-12-31"),
    Links(
        "links", _("Website of the project https://example.org/"), _("Links"), _("One per line, each with its text.")
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}
PLACE_HEADINGS = {
    PARTNER: _("Partner"),
    LANGUAGE: _("Language"),
    PICTURES: _("Pictures"),
    PAGE_URL: pgettext_lazy("column of a spreadsheet", "Page"),
}
NAMES = (
    "external_id",
    LANGUAGE,
    PARTNER,
    *(column.name for column in COLUMNS[1:]),
)  # in file order; read on import


def heading_of(name: str) -> str:
    """The heading of a column, in the user's language."""
    return str(PLACE_HEADINGS[name]) if name in PLACE_HEADINGS else BY_NAME[name].heading
