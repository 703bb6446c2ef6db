"""The workbook to fill in says what it wants in the reader's language, and is understood when it comes back."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from cms.base.languages import content_languages
from practices.exchange.columns.declared import NAMES, PARTNER, heading_of
from practices.exchange.reading.file import read_table
from practices.exchange.writing.template import write_template
from practices.models import Concept

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("language", [code for code, _name in content_languages()])
def test_the_template_in_every_language(language: str, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    call_command("practice_template", str(path), "--language", language)
    table = read_table(path.read_bytes(), path.name)
    assert list(table.headings) == list(NAMES)
    assert (table.rows, table.unknown) == ([], [])
    with translation.override(language):
        assert list(table.headings.values()) == [heading_of(name) for name in NAMES]
    book = CalamineWorkbook.from_path(str(path))
    assert [sheet.visible for sheet in book.sheets_metadata] == [SheetVisibleEnum.Visible] * 3 + [
        SheetVisibleEnum.Hidden
    ]
    vocabulary = book.get_sheet_by_index(1).to_python()
    term = Concept.objects.get(scheme="method", slug="mentoring")
    assert term.label(language) in [row[1] for row in vocabulary]
    assert [row[1] for row in book.get_sheet_by_index(2).to_python()[1:]] == list(NAMES)
    examples = {row[1]: row[4] for row in book.get_sheet_by_index(2).to_python()[1:]}
    assert examples["methods"] == term.label(language)
    assert (examples["title"] == "Language cafés in libraries") is (language == "en")
    lists = book.get_sheet_by_index(3).to_python(skip_empty_area=False)
    assert term.label(language) in [row[NAMES.index("methods")] for row in lists]


def test_the_template_of_one_partner(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    with translation.override("lt"):
        write_template(str(path), of_one_partner=True)
    names = list(read_table(path.read_bytes(), path.name).headings)
    assert names == [name for name in NAMES if name != PARTNER]
    lists = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(3).to_python(skip_empty_area=False)
    countries = [row[names.index("countries")] for row in lists if row[names.index("countries")]]
    assert countries.index("Airija") < countries.index("Belgija") < countries.index("Šveicarija")  # not by code


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("practice_template", str(tmp_path / "a.csv"))
