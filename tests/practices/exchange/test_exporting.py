"""Downloads for visitors: everything that a search finds, nothing that they may not see, and importable again."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cms.base.languages import content_languages
from practices.exchange.columns.declared import PAGE_URL, heading_of
from practices.exchange.exporting.formats import FORMATS
from practices.exchange.exporting.practices import FOR_VISITORS, PRIVATE
from practices.exchange.exporting.response import export as as_response
from practices.exchange.importing.plan import plan
from practices.exchange.reading.file import read_table
from practices.models import PracticeIndexPage, PracticePage
from practices.versions.shown import published
from tests.factories import make_practice, translate

LANGUAGES = [code for code, _name in content_languages()]


def index_url(language: str = "en") -> str:
    return PracticeIndexPage.objects.get(locale__language_code=language).get_url()


def body(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def export(form: str, language: str = "en", **query: str) -> bytes:
    return body(Client().get(index_url(language), {**query, "format": form}))


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


@pytest.mark.once
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_practice_of_the_demonstration_is_unchanged_when_it_comes_back(form: str, language: str) -> None:
    count = PracticePage.objects.filter(original_page=None, live=True).count()
    with translation.override(language):
        table = read_table(export(form, language), f"practices.{form}")
        rows = plan(table, None)
    assert len(rows) == count >= 20
    found = {row.title: (row.changes, row.problems) for row in rows if row.outcome != "unchanged"}
    assert not found


@pytest.mark.django_db
def test_all_hits_of_the_search_and_not_one_page_of_them(small_pages: int) -> None:
    for number in range(small_pages + 2):
        make_practice(title=f"Knitting {number}")
    make_practice(title="Something else")
    assert len(rows_of(export("csv", q="knitting"))) == small_pages + 2
    assert len(export("jsonl").splitlines()) == small_pages + 3


@pytest.mark.django_db
def test_a_contact_only_with_consent_and_nothing_of_the_partner_s_own() -> None:
    hidden = {"contact_name": "Ona", "contact_email": "ona@example.org", "external_id": "X-1"}
    make_practice(**hidden, contact_consent=False)
    make_practice(contact_name="Jonas", contact_email="jonas@example.org", contact_consent=True)
    for form in FORMATS:
        data = export(form)
        if form not in ("xlsx", "docx"):  # which are compressed
            assert b"ona@" not in data.replace(b"jonas@", b"")
            assert b"X-1" not in data
    with_contact = [row for row in rows_of(export("csv")) if row[heading_of("contact_email")]]
    assert [row[heading_of("contact_name")] for row in with_contact] == ["Jonas"]


@pytest.mark.once
@pytest.mark.django_db
def test_columns_of_the_partner_s_own_are_left_out_and_the_last_is_the_page() -> None:
    page = make_practice(external_id="X-1", review_date="2027-12-31", contact_consent=True)
    [row] = rows_of(export("csv"))
    assert not {heading_of(name) for name in PRIVATE} & row.keys()
    assert list(row)[-1] == "Page"
    assert row["Page"] == page.get_full_url()
    assert row["Page"].startswith("http")
    told = json.loads(export("jsonl"))
    assert not PRIVATE & told.keys()
    assert list(told)[-1] == "url"
    assert told["url"] == page.get_full_url()
    [empty] = csv.reader(StringIO(export("csv", q="nothingatall").decode("utf-8-sig")))
    assert empty == list(row)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("title", ["=1+1", "+A", "-A", "@sum", "=cmd|'/c calc'!A0", "'=1", "''-'"])
def test_no_cell_is_a_formula(title: str) -> None:
    make_practice(title=title)
    [row] = rows_of(export("csv"))
    assert row["Title"] == f"'{title}"
    for form in ("csv", "xlsx"):
        [planned] = plan(read_table(export(form), f"a.{form}"), None)
        assert (planned.outcome, planned.title) == ("unchanged", title)


@pytest.mark.django_db
def test_the_fallback_is_marked() -> None:
    page = make_practice(title="English only")
    with translation.override("lt"):
        language = heading_of("language")
    [row] = rows_of(export("csv", "lt"))
    assert row[language] == "en"
    translate(page, "lt", title="Lietuviškai", summary="Kas.", activities="<p>Kas.</p>")
    [row] = rows_of(export("csv", "lt"))
    assert row[language] == "lt"


@pytest.mark.once
@pytest.mark.django_db
def test_citations() -> None:
    make_practice(title="One & two")
    make_practice(title="Three")
    assert export("bibtex").count(b"@misc{") == 2
    assert export("ris").count(b"TY  - ELEC") == 2
    items = json.loads(export("csl"))
    assert {item["title"] for item in items} == {"One & two", "Three"}
    assert {item["type"] for item in items} == {"webpage"}
    assert json.loads(export("csl", q="nothingatall")) == []


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_a_practice_s_own_page(form: str) -> None:
    page = make_practice(title="Only this one", links=[])
    make_practice(title="Another")
    response = Client().get(page.get_url(), {"format": form})
    assert f'filename="only-this-one.{FORMATS[form].ending}"' in response["Content-Disposition"]
    data = body(response)
    if form == "xlsx":
        assert [row.text("title") for row in read_table(data, "a.xlsx").rows] == ["Only this one"]
    elif form != "docx":  # which has tests of its own
        assert b"Only this one" in data
        assert b"Another" not in data


@pytest.mark.once
@pytest.mark.django_db
def test_the_pages_link_to_the_files_and_other_formats_stay() -> None:
    page = make_practice(title="Knitting")
    html = Client().get(index_url(), {"q": "knitting"}).content.decode()
    for form in FORMATS:
        assert f"?q=knitting&amp;format={form}" in html
    found = [(ul.get_text(" ", strip=True)) for ul in BeautifulSoup(html, "html.parser").select(".follow__files")]
    assert found == [
        "Download what was found: Word Excel CSV JSON Lines",
        "Cite what was found: BibTeX RIS CSL-JSON",
    ]
    own = BeautifulSoup(Client().get(page.get_url()).content, "html.parser")
    links = {link["href"]: link.get_text(strip=True) for link in own.select(".cite__download a")}
    assert {url.partition("?")[2]: label for url, label in links.items()} == {
        "format=docx": "Word",
        "format=xlsx": "Excel",
        "format=csv": "CSV",
        "format=jsonl": "JSON Lines",
    }
    assert own.select_one(".cite__files").get_text(" ", strip=True) == "Cite as: BibTeX RIS CSL-JSON"
    assert Client().get(index_url(), {"format": "json"}).json()["total"] == 1
    assert Client().get(page.get_url(), {"format": "nonsense"}).status_code == 200


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("form", ["bibtex", "docx"])
def test_nothing_of_an_export_stays_in_the_memory_of_the_process(form: str) -> None:
    keys = [make_practice().translation_key for _number in range(2)]
    request = RequestFactory().get("/", headers={"host": "localhost"})
    assert b"".join(as_response(request, form, [(key, "en") for key in keys]))
    assert not published._known(request)


@pytest.mark.django_db
@pytest.mark.once
def test_queries_do_not_grow_with_the_practices() -> None:
    def count() -> int:
        export("xlsx")  # what is asked for once after each change
        with CaptureQueriesContext(connection) as queries:
            export("bibtex")
            assert {*FOR_VISITORS} == {PAGE_URL, *read_table(export("xlsx"), "a.xlsx").headings}
        return len(queries)

    make_practice()
    few = count()
    for _number in range(4):
        make_practice()
    assert count() == few
