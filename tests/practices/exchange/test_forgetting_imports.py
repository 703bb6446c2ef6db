"""Files of imports may name people: how long they are kept, and how somebody is erased from them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from cms.base.people.erasing.places import count_places, erase, pattern_of
from cms.base.signals import worker_run
from practices.exchange.importing.model import KEPT_DAYS
from practices.exchange.reading.file import text_of
from practices.models import CheckedRow, Import, ImportedFile
from tests.base.admin import fresh
from tests.practices.exchange.admin import HEADS, SignIn, State, row, upload, url
from tests.practices.exchange.documents import docx
from tests.practices.exchange.files import ods, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def test_files_that_nobody_goes_on_with_are_deleted(partner: Client) -> None:
    _ready, failed = upload(partner, [row("A")]), upload(partner, [row("B")], name="b.csv")
    Import.objects.filter(pk=failed.pk).update(state=State.FAILED)
    worker_run.send(sender=None)
    assert ImportedFile.objects.count() == 2
    Import.objects.update(begun_at=timezone.now() - timedelta(days=KEPT_DAYS, minutes=1))
    worker_run.send(sender=None)
    assert not ImportedFile.objects.exists()
    assert not CheckedRow.objects.exists()
    assert list(Import.objects.all()) == [failed]
    run = upload(partner, [row("C")])
    partner.post(url(run, "discard_import"))
    assert not Import.objects.filter(pk=run.pk).exists()


def test_erasing_a_person_ends_an_import_that_names_them(partner: Client, signed_in: SignIn) -> None:
    named = upload(partner, [[*row("Z1"), "Ona Onaitė"]], heads=[*HEADS, "Our own column"])
    other = upload(signed_in("coordinator"), [row("Z2")])
    assert count_places("Ona Onaitė", "") == erase("Ona Onaitė", "") == 1
    assert fresh(named).state == State.FAILED
    assert "whose data an administrator has erased" in partner.get(url(named)).text
    assert list(ImportedFile.objects.values_list("run", flat=True)) == [other.pk]
    assert not CheckedRow.objects.filter(run=named).exists()
    assert count_places("Ona Onaitė", "") == 0


def in_parts() -> bytes:
    """A document that says a name in parts of different looks, another in its header, and an address in a link."""
    document = Document()
    paragraph = document.add_paragraph("By Ona ")
    paragraph.add_run("Onai").bold = True
    paragraph.add_run("tė, who")
    document.sections[0].header.paragraphs[0].text = "Jonas\tJonaitis"
    document.core_properties.author = "Rasa Rasaitė"
    return docx([("link", ("", "here", "mailto:ona@example.org"))], document)


def test_a_name_is_found_however_a_file_has_it() -> None:
    said = text_of(in_parts(), "a.docx")
    for name, address in (("Ona Onaitė", ""), ("Jonas Jonaitis", ""), ("Rasa Rasaitė", ""), ("", "ona@example.org")):
        assert pattern_of(name, address).search(said), name or address
    assert not pattern_of("Ona On", "").search(said)

    def rich(book: Any, sheet: Any) -> None:
        sheet.write_rich_string(1, 0, "By Ona ", book.add_format({"bold": True}), "Onai", "tė, who")
        sheet.write_comment(1, 0, "Jonas Jonaitis")

    said = text_of(xlsx([["title"], ["x", "y"]], change=rich), "a.xlsx")
    assert pattern_of("Ona Onaitė", "").search(said)
    assert pattern_of("Jonas Jonaitis", "").search(said)
    cell = "<table:table-cell><text:p>Ona <text:span>Onai</text:span>tė</text:p></table:table-cell>"
    said = text_of(ods(f"<table:table-row>{cell}</table:table-row>"), "a.ods")
    assert pattern_of("Ona Onaitė", "").search(said)


def test_erasing_a_person_ends_an_import_that_cannot_be_read(partner: Client) -> None:
    run = upload(partner, [row("A")])
    Import.objects.update(file_name="a.docx")
    ImportedFile.objects.update(data=b"PK\x03\x04 no document")
    assert erase("Ona Onaitė", "") == 1
    assert fresh(run).state == State.FAILED
