"""Tables are translated text by text, and keep their numbers."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail_localize.models import TranslationSource

from home.models import NewsPage
from tests.base.admin import edit_url

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def report() -> NewsPage:
    return NewsPage.objects.get(slug="joint-report-of-good-practices", locale__language_code="en")


def cells(html: str) -> list[str]:
    table = BeautifulSoup(html, "html.parser").select_one(".prose table")
    return [cell.get_text(strip=True) for cell in table.select("caption, th, td")]


def test_wagtail_localize_translates_a_table() -> None:
    page = report()
    source = TranslationSource.objects.get(object_id=page.translation_key)
    lithuanian = page.get_translations().get(locale__language_code="lt")
    made = source.get_ephemeral_translated_instance(lithuanian.locale)
    [table] = [block.value for block in made.body if block.block_type == "table"]
    assert table.caption == "Kas surinkta vykdant pirmąją veiklą"
    assert table.columns[0]["heading"] == "Šalis"
    assert [str(value) for value in table.row_data[0]["values"]] == ["Italija", "2", "10"]


def test_a_translator_sees_the_texts_of_a_table(signed_in) -> None:
    page = report().get_translations().get(locale__language_code="lt")
    response = signed_in("translator-lt").get(edit_url(page))
    assert response.status_code == 200
    assert "What the first activity brought together" in response.text


def test_its_cells_are_named_by_row_and_column() -> None:
    html = Client().get(report().url).text
    assert cells(html)[:5] == [
        "What the first activity brought together", "Country", "National reports", "Good practices", "Italy",
    ]  # fmt: skip
    table = BeautifulSoup(html, "html.parser").select_one(".table")
    assert {cell["scope"] for cell in table.select("thead th")} == {"col"}
    assert {cell["scope"] for cell in table.select("tbody th")} == {"row"}
    assert (table["role"], table["tabindex"], table["aria-label"]) == ("region", "0", cells(html)[0])
