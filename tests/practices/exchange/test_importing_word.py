"""From a Word document to drafts: texts in their form, pictures that ask for words, and all of it taken back."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import translation
from PIL import Image, ImageFile

from cms.base.errors import RefusedChange
from cms.base.models import SiteImage
from practices.curation.missing import label_of
from practices.exchange.importing.apply import run_import
from practices.exchange.importing.needs import needs_of
from practices.exchange.importing.plan import plan
from practices.exchange.importing.undo import undo
from practices.exchange.reading.file import read_table
from practices.models import PracticePage
from tests.factories import make_practice, partner_page
from tests.practices.exchange.documents import docx
from tests.practices.exchange.test_exporting import body
from tests.practices.exchange.test_reading_word import ONE

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def png(colour: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


def table(parts: Any, assigned: dict[str, str] | None = None) -> Any:
    return read_table(docx(parts), "report.docx", assigned)


def latest() -> PracticePage:
    return PracticePage.objects.latest("pk").get_latest_revision_as_object()


def test_a_report_becomes_a_draft_with_its_lists_and_facts() -> None:
    found = table(ONE)
    [row] = plan(found, None, "kpmpc")
    assert (row.outcome, row.problems) == ("new", [])
    run_import(found, "report.docx", None, "kpmpc")
    draft = latest()
    assert (draft.title, draft.live, draft.start_year) == ("Language cafés", False, 2019)
    assert draft.activities == "<ol><li>Find a room</li><li>Meet</li></ol><p><b>In summer</b></p><p>Outdoors.</p>"
    assert {term.slug for term in draft.countries.all()} == {"lt"}
    assert [row.outcome for row in plan(table(ONE), None, "kpmpc")] == ["unchanged"]


def test_what_is_wrong_is_told_by_practice_and_section() -> None:
    parts = [("Title", "T"), ("table", [["Start", "soon"], ["Skills", "comunication"]]), ("Heading 1", "What is done")]
    [row] = plan(table([*parts, ("", "We meet.")]), None, "kpmpc")
    messages = {each.column: (each.message, each.suggestion) for each in row.problems}
    assert messages["start_year"][0] == "practice 1, section “Start”: Enter a year from 1900 to 2100."
    assert messages["skill_types"][1] == "Communication"


def test_pictures_become_those_of_the_draft_and_ask_for_words() -> None:
    parts = [*ONE, ("picture", png()), ("picture", png("blue"))]
    [row] = plan(table(parts), None, "kpmpc")
    assert ("pictures", "2 pictures") in [(change.column, change.new) for change in row.changes]
    assert label_of("image_alt") in needs_of(row)
    assert label_of("image_alt") not in needs_of(plan(table(ONE), None, "kpmpc")[0])
    run = run_import(table(parts), "report.docx", None, "kpmpc")
    draft = latest()
    assert draft.image
    assert draft.image.collection == partner_page("kpmpc").collection
    assert (draft.image_alt, draft.image.description) == ("", "")
    assert SiteImage.objects.count() == 2
    with pytest.raises((RefusedChange, ValidationError), match="picture shows"):
        PracticePage.objects.get(pk=draft.pk).latest_revision.publish()
    assert not plan(table(parts), None, "kpmpc")[0].changes
    assert not undo(run)
    assert not SiteImage.objects.exists()
    assert not PracticePage.objects.filter(pk=draft.pk).exists()


def test_a_picture_that_somebody_uses_stays() -> None:
    run = run_import(table([*ONE, ("picture", png())]), "report.docx", None, "kpmpc")
    SiteImage.objects.update(credit="Photo: Ona", people_shown="nobody")
    image = SiteImage.objects.get()
    make_practice(image=image, image_alt="A room")
    undo(run)
    assert SiteImage.objects.get() == image


def test_large_pictures_are_limited_together_and_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = [("picture", png(colour, (5000, 5000))) for colour in ("red", "blue", "green")]
    found = table([*ONE, *pictures * 3])  # 225 megapixels
    assert [bool(picture.data) for picture in found.rows[0].pictures] == [True] * 8 + [False]
    decoded: list[Any] = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: decoded.append(image))
    [row] = plan(found, None, "kpmpc")
    assert row.changes[-1].new == "9 pictures. 1 of them cannot be used."
    assert not decoded


def test_each_picture_is_limited_too(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40 * 30 - 1
    [row] = plan(table([*ONE, ("picture", png()), ("picture", png(size=(30, 30)))]), None, "kpmpc")
    assert row.changes[-1].new == "2 pictures. 1 of them cannot be used."


def test_pictures_that_cannot_be_used_are_told() -> None:
    found = table([*ONE, ("picture", png())])
    [row] = found.rows
    row.pictures[0] = row.pictures[0].__class__(b"\x89PNG broken", "png", "")
    [planned] = plan(found, None, "kpmpc")
    assert planned.changes[-1].new == "1 picture. 1 of them cannot be used."
    assert planned.outcome == "new"


def test_the_command_reads_documents(tmp_path: Any, capsys: Any) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(docx([*ONE, ("Heading 1", "Odd"), ("", "What?")]))
    call_command("import_practices", str(path), partner="kpmpc")
    output = capsys.readouterr()
    assert "Odd" in output.err
    assert "1 new" in output.out
    assert latest().title == "Language cafés"


@pytest.mark.usefixtures("demo")
def test_an_exported_document_can_be_read_again(client: Any) -> None:
    for language in ("en", "lt"):
        page = PracticePage.objects.filter(locale__language_code=language, live=True, alias_of=None).first()
        assert page
        data = body(client.get(page.get_url(), {"format": "docx"}))
        with translation.override(language):
            [row] = read_table(data, "a.docx").rows
        assert row.text("title") == page.title
        for name in ("context", "activities"):
            if getattr(page, name):
                assert row.text(name)
