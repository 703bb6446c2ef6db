"""Small PDF files for practices, typeset from texts, with a page for each language."""

import json
import shutil
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

HERE = Path(__file__).parent
TYPEFACES = ("SourceSerifPro-Regular.otf", "SourceSerifPro-Semibold.otf")
WRITTEN = datetime(2021, 10, 18, tzinfo=UTC)  # fixed, so that the file is reproducible


def sheet(name: str) -> Document:
    """The document with the texts in `name`.json; typeset if it does not exist yet."""
    words = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    if existing := Document.objects.filter(title=words["title"]).first():
        return existing
    return Document.objects.create(title=words["title"], file=ContentFile(pdf(name), f"{name}.pdf"))


def pdf(name: str) -> bytes:
    with TemporaryDirectory() as folder:
        shutil.copy(HERE / "sheet.typ", folder)
        shutil.copy(HERE / f"{name}.json", f"{folder}/sheet.json")
        for typeface in TYPEFACES:
            shutil.copy(str(files("font_source_serif_pro") / "files" / typeface), folder)
        compiled: bytes = typst.compile(
            f"{folder}/sheet.typ",
            root=folder,
            font_paths=[folder],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=WRITTEN,
        )
        return compiled
