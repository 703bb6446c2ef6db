"""Word documents: which headings are titles, which are sections, what stands below, and what is refused."""

import resource
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import translation
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from cms.base.languages import content_languages
from practices.exchange.columns.declared import BY_NAME, heading_of
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.reading.file import read_table
from practices.exchange.reading.headings import column_near
from practices.exchange.reading.table import FileProblem, Table
from practices.exchange.reading.word import table_of_document
from practices.exchange.reading.word_cells import list_of
from practices.repository.sections import SECTIONS
from tests.practices.exchange.documents import docx, lithuanian, saved
from tests.practices.exchange.files import zipped

LANGUAGES = [code for code, _name in content_languages()]
ONE = [
    ("Title", "Language cafés"),
    ("", "People meet and talk."),
    ("table", [["Country:", "Lithuania"], ["Skills", "communication\nempathy"], ["Start", "2019"]]),
    ("Heading 1", "1. Context and need"),
    ("", "Nobody to talk to."),
    ("Heading 1", "What is done"),
    ("List Number", "Find a room"),
    ("List Number", "Meet"),
    ("Heading 2", "In summer"),
    ("", "Outdoors."),
]


def read(data: bytes, assigned: dict[str, str] | None = None) -> Table:
    return read_table(data, "report.docx", assigned)


def cells(table: Table) -> list[dict[str, str]]:
    return [{name: str(cell) for name, cell in row.cells.items() if name != "language"} for row in table.rows]


def html(table: Table, name: str, row: int = 0) -> str:
    return str(BY_NAME[name].read(table.rows[row].cells[name], Knowledge({})))


def test_one_practice_with_a_title_facts_and_sections() -> None:
    table = read(docx(ONE))
    assert cells(table) == [
        {
            "title": "Language cafés",
            "countries": "Lithuania",
            "start_year": "2019",
            "skill_types": "communication\nempathy",
            "summary": "People meet and talk.",
            "context": "Nobody to talk to.",
            "activities": "1. Find a room\n2. Meet\n\nIn summer\n\nOutdoors.",
        }
    ]
    assert not table.unknown
    assert (
        html(table, "activities") == "<ol><li>Find a room</li><li>Meet</li></ol><p><b>In summer</b></p><p>Outdoors.</p>"
    )
    assert table.where(1, "context") == "practice 1, section “1. Context and need”"


def test_a_national_report_has_its_practices_below_a_chapter() -> None:
    report: list[Any] = [("Title", "National report"), ("", "Of the whole country."), ("Heading 1", "Practices")]
    for name in ("One", "Two"):
        report += [("Heading 2", name), ("Heading 3", "Context and need"), ("", f"Need of {name}.")]
        report += [("Heading 3", "Lessons learnt"), ("", f"From {name}.")]
    report += [("Heading 1", "Conclusions"), ("", "All is well.")]
    table = read(docx(report))
    assert [row["title"] for row in cells(table)] == ["One", "Two"]
    assert cells(table)[1] == {"title": "Two", "context": "Need of Two.", "lessons": "From Two."}
    assert [row.number for row in table.rows] == [1, 2]


def test_titles_and_sections_on_one_level() -> None:
    parts: list[Any] = []
    for name in ("One", "Two"):
        parts += [("Heading 1", name), ("Heading 1", "Context and need"), ("", f"Need of {name}.")]
        parts += [("Heading 1", "Strange"), ("", "What is this?"), ("Heading 1", "Constraints"), ("", "Few.")]
    table = read(docx(parts))
    assert [row["title"] for row in cells(table)] == ["One", "Two"]
    assert table.unknown == ["Strange"]
    assert "transfer" not in table.rows[0].cells
    table = read(docx(parts), {"Strange": "transfer"})
    assert [row["transfer"] for row in cells(table)] == ["What is this?"] * 2
    assert not table.unknown
    assert not read(docx(parts), {"Strange": ""}).unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_every_language(language: str) -> None:
    with translation.override(language):
        heads = [heading_of(name) for name in SECTIONS]
    parts: list[Any] = [("Title", "T")]
    for head in heads:
        parts += [("Heading 1", head.upper()), ("", f"Text of {head}")]
    [row] = read(docx(parts)).rows
    assert set(SECTIONS) < set(row.cells)
    assert row.text("language") == language
    [row] = read(docx([parts[0], ("table", [["Language", "English"]]), *parts[1:]])).rows
    assert row.text("language") == "English"


@pytest.mark.parametrize(
    ("head", "column"),
    [
        *(("Lesson learned", "lessons"), ("4. Ko išmokome", "lessons"), ("Kontaktas", "contact_name")),
        *(("Poreikio aplinkybėmis", "context"), ("Annex", "")),
    ],
)
def test_what_a_heading_was_probably_meant_to_be(head: str, column: str) -> None:
    assert column_near(head) == column
    table = read(docx([("Title", "T"), ("Heading 1", "What is done"), ("", "A."), ("Heading 1", head), ("", "B.")]))
    assert table.unknown == [head]  # a suggestion only


def test_what_reports_call_their_sections() -> None:
    parts = [("Title", "T"), ("Heading 1", "1. Kas daroma"), ("", "A."), ("Heading 1", "3. Rezultatas"), ("", "B.")]
    assert cells(read(docx(parts))) == [{"title": "T", "activities": "A.", "results": "B."}]


def test_headings_of_a_lithuanian_word_and_by_outline_and_in_bold() -> None:
    parts = [("Antraštė 1", "Kalbų kavinė"), ("Antraštė 2", "Kas daroma"), ("", "Susitinka.")]
    assert cells(read(docx(parts, lithuanian()))) == [{"title": "Kalbų kavinė", "activities": "Susitinka."}]
    document = Document()
    for text, level in (("By outline", 0), ("What is done", 1)):
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))
        document.add_paragraph(f"Below {text}")
    found = cells(read(saved(document)))
    assert found == [{"title": "By outline", "summary": "Below By outline", "activities": "Below What is done"}]
    table = read(docx([("bold", "In bold"), ("bold", "What is done:"), ("", "We meet."), ("bold", "No sentence.")]))
    assert cells(table) == [{"title": "In bold", "activities": "We meet.\n\nNo sentence."}]


def test_a_document_of_libreoffice() -> None:
    table = read((Path(__file__).parent / "libreoffice.docx").read_bytes())
    assert cells(table) == [
        {
            "title": "Kalbų kavinė",
            "countries": "Lietuva",
            "skill_types": "Komunikacija",
            "summary": "Žmonės susitinka ir kalbasi.",
            "context": "Nėra su kuo kalbėtis, žr. puslapį.",
            "activities": "1. Randama salė.\n2. Susitinkama.\n\n- Arbata",
        }
    ]
    assert table.unknown == ["Kita"]
    assert "<b>kalbėtis</b>" in html(table, "context")


def test_a_form_of_tables_has_a_practice_in_each() -> None:
    forms = [("table", [["Title", name], ["What is done", "We meet."], ["Remarks", "None"]]) for name in ("One", "Two")]
    table = read(docx(forms))
    assert cells(table) == [{"title": name, "activities": "We meet."} for name in ("One", "Two")]
    assert table.unknown == ["Remarks"]
    assert cells(read(docx(forms), {"Remarks": "lessons"}))[0]["lessons"] == "None"


def test_lists_bold_links_and_tables_survive_and_scripts_do_not() -> None:
    parts = [
        ("Title", "T"),
        ("Heading 1", "Results and evidence"),
        ("link", ("See ", "the page", "https://example.org/?a=1&b=2")),
        ("link", ("Not ", "this", "javascript:alert(1)")),
        ("List Bullet", "One <script>"),
        ("List Bullet 2", "Below"),
        ("table", [["Year", "People", "Note"], ["2020", "40", "x"], ["2021", "50", ""]]),
    ]
    table = read(docx(parts))
    found = html(table, "results")
    assert '<a href="https://example.org/?a=1&amp;b=2">the page</a>' in found
    assert "<p>Not this</p>" in found
    assert "<script" not in found
    assert "One &lt;script&gt;" in found
    assert "<li><b>Year</b>: 2020; <b>People</b>: 40; <b>Note</b>: x</li>" in found
    assert "<li><b>Year</b>: 2021; <b>People</b>: 50</li>" in found
    assert table.listed == 1
    rows = [["<p>Step</p>", "<p>Time</p>"], ["<p>Plan</p>", "<p>2 h</p>"]]
    assert list_of(rows) == "<ul><li><b>Step</b>: Time</li><li><b>Plan</b>: 2 h</li></ul>"
    assert list_of(rows, has_heading_row=True) == "<ul><li><b>Step</b>: Plan; <b>Time</b>: 2 h</li></ul>"


def test_pictures_belong_to_the_practice_that_they_stand_in() -> None:
    stream = BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, "PNG")
    parts: list[Any] = [("picture", stream.getvalue())]
    parts = [("Title", "T"), *parts, ("Heading 1", "What is done"), ("", "We meet."), *parts]
    [row] = read(docx(parts)).rows
    assert [(each.ending, each.data[:4]) for each in row.pictures] == [("png", b"\x89PNG")] * 2
    assert str(row.cells["activities"]) == "We meet."


def test_a_long_text_above_the_sections_is_no_summary() -> None:
    long = "word " * 150
    found = cells(
        read(docx([("Title", "T"), ("", "Short."), ("", long), ("Heading 1", "Context and need"), ("", "C.")]))
    )
    assert found[0]["summary"] == "Short."
    assert found[0]["context"] == f"{long.strip()}\n\nC."


def test_footnotes_go_into_the_text_and_the_contents_are_left_out() -> None:
    document = Document()
    document.styles.add_style("toc 1", 1)
    parts = [("Title", "T"), ("toc 1", "What is done"), ("Heading 1", "What is done"), ("", "We meet.")]
    assert cells(read(docx(parts, document))) == [{"title": "T", "activities": "We meet."}]


# -- what is refused --------------------------------------------------------------------------------------------------


def changed(data: bytes, **parts: Any) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        found: dict[str, Any] = {each.filename: archive.read(each) for each in archive.infolist()}
    return zipped({**found, **{name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}})


def problem(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(FileProblem) as error:
        read_table(data, name)
    return str(error.value)


def test_bad_files_are_told_apart() -> None:
    good = docx(ONE)
    old = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
    assert "old kind of file" in problem(old)
    assert "password" in problem(old + "EncryptedPackage".encode("utf-16-le"))
    assert "damaged" in problem(good[:2000])
    assert "damaged" in problem(changed(good, word__document_xml=b"<w:document"))
    assert "macros" in problem(good, "a.docm")
    assert "macros" in problem(changed(good, **{"word__vbaProject.bin": b"x"}))
    assert "neither a spreadsheet" in problem(zipped({"a.txt": "x"}))
    assert "name of the file" in problem(b"no zip")
    assert "No heading" in problem(docx([]))
    assert "neither" in problem(good, "a.xlsx")


PARAGRAPHS = {
    "empty": b"<w:p/>" * 16_000,
    "on two lines": b"<w:p\n><w:r><w:t>x</w:t></w:r></w:p>" * 16_000,
    "of another prefix": b"<x:p/>" * 16_000,
    "without a prefix": b'<p xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>' * 16_000,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("how", PARAGRAPHS)
def test_paragraphs_are_counted_however_they_are_written(how: str, encoding: str) -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = PARAGRAPHS[how].decode()
    text = f'<w:document xmlns:w="{name}" xmlns:x="{name}"><w:body>{body}</w:body></w:document>'
    assert "too large" in problem(changed(docx(ONE), word__document_xml=text.encode(encoding)))


class Text(str):
    compared = 0

    def __eq__(self, other: object) -> bool:
        Text.compared += 1
        return str(self) == other

    __hash__ = str.__hash__


class Level(int):
    compared = 0

    def __lt__(self, other: int) -> bool:
        Level.compared += 1
        return int(self) < other


def test_thousands_of_practices_are_not_compared_with_each_other() -> None:
    parts: list[dict[str, Any]] = []
    for number in range(1_000):
        parts.append({"heading": Text(f"Garden {number}"), "level": Level(1)})
        parts += [{"heading": "What is done", "level": Level(2)}, {"html": "<p>We dig.</p>"}]
    table = table_of_document(parts, {})
    assert [row.text("title") for row in table.rows][::999] == ["Garden 0", "Garden 999"]
    assert max(Text.compared, Level.compared) < 10_000


def test_the_level_of_titles_is_that_of_most_headings_right_above_sections() -> None:
    levels = [("Chapter", 1), ("Garden", 2), ("What is done", 3), ("Café", 2), ("Note", 4), ("What is done", 3)]
    parts: list[dict[str, Any]] = []
    for text, level in levels:
        parts += [{"heading": text, "level": level}, {"html": "<p>We meet.</p>"}]
    assert [row.text("title") for row in table_of_document(parts, {}).rows] == ["Garden", "Café"]


def test_bombs_cost_little() -> None:
    good = docx(ONE)
    with ZipFile(BytesIO(good)) as archive:
        start, _body, end = archive.read("word/document.xml").partition(b"<w:body>")
    many = start + b"<w:body>" + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 500_000 + end
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    laughs = (
        entity + b"]>" + start.replace(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>", b"") + b"&j;" + end
    )
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    assert "too large" in problem(changed(good, word__document_xml=many))
    assert "too large" in problem(changed(good, **{"word/media/x.bin": b"\0" * 201 * 1024 * 1024}))
    assert problem(changed(good, word__document_xml=laughs))
    assert time.monotonic() - begun < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700 * 1024  # the bombs themselves
