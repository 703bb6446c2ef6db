"""The file formats for exporting and importing the vocabulary."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.exchange.reading.table import FileProblem
from practices.exchange.vocabulary.record import Contents
from practices.exchange.vocabulary.skos import write_json_ld, write_turtle
from practices.exchange.vocabulary.skos_reading import FORMS, read_skos
from practices.exchange.vocabulary.spreadsheet import ENDINGS, read_spreadsheet, write_workbook
from practices.exchange.writing.workbook import XLSX
from practices.vocabulary.concept import Concept

READ = (*ENDINGS, *FORMS)  # extensions of readable files
XML = (".rdf", ".xml", ".owl", ".skos")


@dataclass(frozen=True)
class Format:
    label: str | Promise
    content_type: str
    write: Callable[[Iterable[Concept]], bytes]


FORMATS = {
    "xlsx": Format(gettext_lazy("Spreadsheet (XLSX)"), XLSX, write_workbook),
    "ttl": Format(gettext_lazy("SKOS as Turtle"), "text/turtle; charset=utf-8", write_turtle),
    "jsonld": Format(gettext_lazy("SKOS as JSON-LD"), "application/ld+json", write_json_ld),
}


def export_vocabulary(ending: str) -> bytes:
    """The whole vocabulary in one of `FORMATS`; headings are in the active language."""
    terms = Concept.objects.select_related("broader").order_by("scheme", "position", "slug")
    return FORMATS[ending].write(terms)


def read_file(data: bytes, name: str) -> Contents:
    """The terms in the file called `name`. Raises `FileProblem`."""
    ending = Path(name).suffix.lower()
    if ending in XML or data.lstrip()[:9].startswith((b"<?xml", b"<rdf:RDF")):
        raise FileProblem(_("RDF/XML is not read. Save the file as Turtle (.ttl) or JSON-LD (.jsonld)."))
    if ending in FORMS:
        return read_skos(data, ending)
    if ending in ENDINGS:
        return read_spreadsheet(data, ending)
    text = _("Only XLSX, ODS, Turtle (.ttl) and JSON-LD (.jsonld) can be read: %(name)s")
    raise FileProblem(text % {"name": name})
