"""The workbook that people fill in: columns with notes and drop-down lists, the vocabulary, and explanations."""

from contextlib import suppress
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cms.base.languages import active_language, content_languages, language_name
from practices.exchange.columns.cells import Misread
from practices.exchange.columns.declared import BY_NAME, COLUMNS, LANGUAGE, NAMES, PARTNER, heading_of
from practices.exchange.columns.fact_words import FactWords
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.columns.links import Links
from practices.exchange.columns.rich_texts import LongText
from practices.exchange.columns.terms import TermsColumn
from practices.exchange.writing.workbook import add_sheet, open_workbook, sheet_of_practices, width_of, write_row
from practices.partners.page import PartnerPage

ROWS = 1_000  # rows with drop-down lists
LISTS = "Lists"  # the hidden sheet with the values of the drop-down lists


def write_template(path: str | IO[bytes], of_one_partner: bool = False) -> None:
    """In the user's language. `of_one_partner` omits the partner column."""
    knowledge = Knowledge()
    names = [name for name in NAMES if not (of_one_partner and name == PARTNER)]
    with open_workbook(path) as book:
        widths = (width_of(name, name in BY_NAME and BY_NAME[name].is_long) for name in names)
        sheet = add_sheet(book, sheet_of_practices(), map(heading_of, names), widths)
        choices = {name: _choices(name, knowledge) for name in names}
        for place, name in enumerate(names):
            sheet.write_comment(0, place, _note(name, knowledge), {"x_scale": 2, "y_scale": 1.5})
            if choices[name]:
                _offer(sheet, place, len(choices[name]))
        _vocabulary(book, knowledge)
        _explanation(book, names, knowledge)
        _lists(book, list(choices.values()))


def _choices(name: str, knowledge: Knowledge) -> list[str]:
    if name == LANGUAGE:
        return [language for _code, language in content_languages()]
    if name == PARTNER:
        codes = PartnerPage.objects.filter(original_page=None).exclude(code="").order_by("code")
        return list(codes.values_list("code", flat=True))
    return BY_NAME[name].choices(knowledge)


def _offer(sheet: Worksheet, place: int, count: int) -> None:
    """A drop-down list that accepts other values: a cell may hold several terms."""
    column = xl_col_to_name(place)
    source = f"={LISTS}!${column}$1:${column}${count}"
    sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": source, "show_error": False})


def _lists(book: Workbook, lists: list[list[str]]) -> None:
    sheet = book.add_worksheet(LISTS)
    for number in range(max(map(len, lists))):
        write_row(sheet, number, (values[number] if number < len(values) else "" for values in lists))
    sheet.hide()


def _vocabulary(book: Workbook, knowledge: Knowledge) -> None:
    headings = (_("Column"), _("Term"), _("Short name"), _("Meaning"))
    sheet = add_sheet(book, pgettext("name of a sheet", "Vocabulary"), headings, (22, 40, 30, 70))
    number = 0
    for column in COLUMNS:
        if isinstance(column, TermsColumn):
            for term in column.offered(knowledge):
                number += 1
                meaning = term.definitions.get(active_language(), "")
                write_row(sheet, number, (column.heading, term.label(), term.slug, meaning))


def _explanation(book: Workbook, names: list[str], knowledge: Knowledge) -> None:
    headings = (_("Column"), _("Name for programs"), _("What it says"), _("How it is written"), _("Example"))
    sheet = add_sheet(book, pgettext("name of a sheet", "Explanation"), headings, (26, 20, 60, 60, 40))
    for number, name in enumerate(names, 1):
        cells = (heading_of(name), name, explanation_of(name), _form(name), _example(name, knowledge))
        write_row(sheet, number, cells)


def _note(name: str, knowledge: Knowledge) -> str:
    example = _("Example: %(example)s") % {"example": _example(name, knowledge)}
    lines = (explanation_of(name), _form(name), example)
    return "\n".join(filter(None, lines))


def explanation_of(name: str) -> str:
    texts = {
        LANGUAGE: _("The language of the texts in the row. The same identifier in another language is a translation."),
        PARTNER: _("The partner that the practice belongs to, by its code or short name."),
    }
    return texts.get(name) or BY_NAME[name].explanation


def _example(name: str, knowledge: Knowledge) -> str:
    """An example cell in the active language, with translated texts and labels of terms."""
    if name in (LANGUAGE, PARTNER):
        return language_name(active_language()) if name == LANGUAGE else "kpmpc"
    column = BY_NAME[name]
    example = str(column.example)
    if column.choices(knowledge):
        with suppress(Misread):  # a term retired on this site
            return column.write(column.read(example, knowledge))
    return example


def _form(name: str) -> str:
    column = BY_NAME.get(name)
    if isinstance(column, LongText):
        return _("A blank line between paragraphs; lines that begin with “- ” or “1. ” make a list.")
    if isinstance(column, TermsColumn):
        return _("Terms as in the sheet of the vocabulary, one per line or with “;” between them.")
    if isinstance(column, Links):
        return _("One per line.")
    if isinstance(column, FactWords) and column.field.multiline:
        return _("One per line, or with “;” between them.")
    return ""
