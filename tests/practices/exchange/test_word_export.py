"""Practices as Word documents: what a visitor sees, as a document that Word finds its way in."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from wagtail.models import Site

from cms.base.models import SiteImage, SiteSettings
from practices.exchange.exporting import word
from practices.models import PracticePage
from search.projection.indexing import all_keys, update
from tests.factories import copy_practices, make_practice, translate
from tests.practices.exchange.test_exporting import LANGUAGES, body, export

pytestmark = pytest.mark.once
TEXT = (
    '<p>Words, <b>bold</b> &amp; <a href="https://example.org/a?b=1&amp;c=2">linked</a>'
    '<a href="javascript:alert(1)">x</a></p><ul><li>One<ul><li>Below</li></ul></li></ul>'
    "<ol><li>First</li></ol><p>Then</p><ol><li>First again</li></ol>"
)


def of(data: bytes) -> Any:
    return Document(BytesIO(data))


def of_page(page: PracticePage) -> Any:
    return of(body(Client().get(page.get_url(), {"format": "docx"})))


def styles(document: Any) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in document.paragraphs]


def headings(document: Any, level: int) -> list[str]:
    return [text for style, text in styles(document) if style == f"Heading {level}"]


def language_of(run: Any) -> str:
    return "".join(run._r.xpath("w:rPr/w:lang/@w:val"))


@pytest.mark.django_db
def test_one_practice_has_headings_lists_links_and_facts() -> None:
    page = make_practice(
        title="Cafés & <friends>", context=TEXT, results="<p>Many.</p>", countries=["lt"], result="All."
    )
    document = of_page(page)
    assert ("Title", "Cafés & <friends>") in styles(document)
    assert ("Result", "All.") in styles(document)
    assert headings(document, 1)[:4] == ["At a glance", "Context and need", "What is done", "Results and evidence"]
    assert {"Licence", "Read online", "Cite this practice"} <= set(headings(document, 2))
    assert [text for style, text in styles(document) if style == "List Bullet"] == ["One", "Below"]
    numbered = [each for each in document.paragraphs if each.style.name == "List Number"]
    assert len({each._p.pPr.numPr.numId.val for each in numbered}) == 2  # both begin with 1
    levels = [each._p.pPr.numPr.ilvl.val for each in document.paragraphs if each.style.name == "List Bullet"]
    assert levels == [0, 1]
    links = {link.text: link.address for each in document.paragraphs for link in each.hyperlinks if link.address}
    assert links["linked"] == "https://example.org/a?b=1&c=2"
    assert not any("javascript" in url for url in links.values())
    assert any(run.bold for each in document.paragraphs for run in each.runs if run.text == "bold")
    facts = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert facts["Skills"]
    assert document.core_properties.title == "Cafés & <friends>"


@pytest.mark.django_db
def test_the_contents_are_a_field_with_links_to_the_headings() -> None:
    document = of_page(make_practice(context=TEXT))
    xml = document.element.xml
    assert 'TOC \\o "1-1"' in xml
    assert document.settings.element.find(qn("w:updateFields")) is not None
    anchors = document.element.xpath("//w:sdtContent//w:hyperlink/@w:anchor")
    assert anchors == document.element.xpath("//w:bookmarkStart/@w:name")
    assert len(anchors) == len(headings(document, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_text_is_marked(language: str) -> None:
    make_practice(title="English only")
    lithuanian = make_practice(title="Abu")
    translate(lithuanian, "lt", title="Lietuviškai", summary="Kas.", activities="<p>Kas.</p>")
    document = of(export("docx", language))
    own = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")[0]
    assert own.startswith(language)
    assert own == document.core_properties.language
    assert document.styles["Normal"].element.xpath("w:rPr/w:lang/@w:val") == [own]
    runs = {run.text: language_of(run) for each in document.paragraphs for run in each.runs}
    assert runs["English only"] == ("" if language == "en" else "en-GB")
    if language == "lt":
        assert runs["Lietuviškai"] == ""
    notes = [text for style, text in styles(document) if style == "Note"]
    assert len(notes) == {"en": 0, "lt": 1}.get(language, 2)


@pytest.mark.django_db
def test_a_reader_of_many_says_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        make_practice(title=f"Knitting {number}", context=TEXT)
    document = of(export("docx", q="knitting"))
    assert sorted(headings(document, 1)) == [f"Knitting {number}" for number in range(4)]
    assert headings(document, 2).count("Context and need") == 4
    assert ("Title", "Good practices") in styles(document)
    assert any("?q=knitting" in link.address for each in document.paragraphs[:5] for link in each.hyperlinks)
    assert "Note" not in dict(styles(document))
    monkeypatch.setattr(word, "MAX_PRACTICES", 3)
    document = of(export("docx", q="knitting"))
    assert len(headings(document, 1)) == 3
    assert "the first 3 practices" in dict(styles(document))["Note"]


@pytest.mark.django_db
def test_nothing_found() -> None:
    assert headings(of(export("docx", q="nothingatall")), 1) == []


@pytest.mark.django_db
def test_a_contact_only_with_consent() -> None:
    contact = {"contact_name": "Ona", "contact_email": "ona@example.org"}
    hidden, shown = make_practice(**contact, external_id="X-1"), make_practice(**contact, contact_consent=True)
    xml = of_page(hidden).element.xml
    assert not [private for private in ("ona@", "Ona", "X-1") if private in xml]
    links = [link.address for each in of_page(shown).paragraphs for link in each.hyperlinks]
    assert "mailto:ona@example.org" in links


@pytest.mark.django_db
def test_pictures_with_their_words_and_smaller_than_their_originals() -> None:
    stream = BytesIO()
    Image.effect_noise((2400, 1600), 60).convert("RGB").save(stream, "JPEG", quality=95)
    image = SiteImage(title="P", description="Two people talk", credit="Photo: Ona", people_shown="agreed")
    image.file = ImageFile(stream, "p.jpg")
    image.save()
    document = of_page(make_practice(image=image))
    [picture] = [each for each in document.inline_shapes if each._inline.docPr.get("descr") == "Two people talk"]
    assert picture.width.cm < 17
    assert ("Caption", "Photo: Ona") in styles(document)
    parts = [part for part in document.part.package.iter_parts() if part.content_type == "image/jpeg"]
    assert 0 < max(len(part.blob) for part in parts) < len(stream.getvalue()) / 2
    image.file.storage.delete(image.get_rendition(word.PHOTOGRAPH).file.name)
    assert not any(
        each._inline.docPr.get("descr") == "Two people talk"
        for each in of_page(PracticePage.objects.latest("pk")).inline_shapes
    )


@pytest.mark.django_db
def test_the_funding_of_the_site_in_the_words_of_the_union() -> None:
    page = make_practice()
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.grant_period = "2021-2027"
    settings.save()
    document = of_page(page)
    small = [text for style, text in styles(document) if style == "Small print"]
    assert settings.funding
    assert {settings.funding["programme_line"], settings.funding["disclaimer"]} <= set(small)
    assert "Flag of the European Union" in [each._inline.docPr.get("descr") for each in document.inline_shapes]


@pytest.mark.django_db
def test_a_page_that_stands_in_for_a_translation_gives_the_original_as_a_file() -> None:
    page = make_practice(title="English only")
    alias = page.copy_for_translation(page.locale.__class__.objects.get(language_code="lt"), alias=True)
    document = of(body(Client().get(alias.get_url(), {"format": "docx"})))
    assert ("Title", "English only") in styles(document)
    assert "Note" in dict(styles(document))


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_practices() -> None:
    def count() -> int:
        export("docx")  # what is asked for once after each change
        with CaptureQueriesContext(connection) as queries:
            assert headings(of(export("docx")), 1)
        return len(queries)

    practice, _other = make_practice(), make_practice()
    few = count()
    copy_practices([practice], 8)
    update(all_keys())
    assert count() == few
