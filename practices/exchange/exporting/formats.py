"""The files that practices are exported as. Each writer yields its file in chunks while it reads."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from tempfile import TemporaryFile
from typing import Any

from django.http import HttpRequest
from django.utils.translation import override

from practices.citing.citation import Citation, citation_of
from practices.citing.formats import bibtex, csl, ris
from practices.exchange.columns.choices import YesOrNo
from practices.exchange.columns.declared import BY_NAME, COLUMNS, LANGUAGE, PAGE_URL, PARTNER, heading_of
from practices.exchange.columns.numbers import Year
from practices.exchange.columns.terms import TermsColumn
from practices.exchange.exporting.practices import FOR_EDITORS, FOR_VISITORS, Exported
from practices.exchange.exporting.preparing import prepare
from practices.exchange.exporting.word import write_docx
from practices.exchange.formulas import shielded
from practices.exchange.writing.workbook import XLSX, add_sheet, open_workbook, sheet_of_practices, width_of, write_row
from practices.repository.permanent import permanent_url
from practices.versions.shown import preloaded

Practices = Iterable[list[Exported]]
PIECE = 64 * 1024


@dataclass(frozen=True)
class Format:
    ending: str
    content_type: str
    write: Callable[[Practices, str, HttpRequest], Iterator[bytes]]  # the string is a language code


def write_csv(practices: Practices, language: str, request: HttpRequest) -> Iterator[bytes]:
    """CSV with a byte order mark, from which Excel recognises UTF-8."""
    names, practices = _with_columns(practices)
    with override(language):
        headings = [heading_of(name) for name in names]
    yield b"\xef\xbb\xbf" + _csv([headings])
    for chunk in practices:
        with override(language):
            rows = (each.cells(request) for each in chunk)
            piece = _csv([[shielded(cells[name]) for name in names] for cells in rows])
        yield piece


def _with_columns(practices: Practices) -> tuple[tuple[str, ...], Practices]:
    """The columns of a table of the practices, and the same practices."""
    chunks = iter(practices)
    first: list[Exported] = next((chunk for chunk in chunks if chunk), [])
    names = FOR_EDITORS if first and first[0].is_for_editors else FOR_VISITORS
    return names, chain([first], chunks)


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def write_xlsx(practices: Practices, language: str, request: HttpRequest) -> Iterator[bytes]:
    names, practices = _with_columns(practices)
    with TemporaryFile() as stream:
        with override(language), open_workbook(stream) as book:
            widths = (width_of(name, name in BY_NAME and BY_NAME[name].is_long) for name in names)
            sheet = add_sheet(book, sheet_of_practices(), map(heading_of, names), widths)
            number = 0
            for chunk in practices:
                for cells in (each.cells(request) for each in chunk):
                    number += 1
                    write_row(sheet, number, (cells[name] for name in names))
        stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


def write_jsonl(practices: Practices, language: str, request: HttpRequest) -> Iterator[bytes]:
    """One JSON object per line, keyed by column name. Terms are slugs."""
    for chunk in practices:
        with override(language):
            piece = "".join(json.dumps(_plain(each, request), ensure_ascii=False) + "\n" for each in chunk)
        yield piece.encode()


def _plain(practice: Exported, request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(practice.page.translation_key),
        "permanent_url": permanent_url(practice.page, request),
        LANGUAGE: practice.language,
        PARTNER: practice.partner,
    }
    for column in COLUMNS:
        if practice.shows(column.name):
            value = column.value(practice.target)
            if isinstance(column, TermsColumn):
                found[column.name] = [term.slug for term in value]
            elif isinstance(column, YesOrNo | Year):
                found[column.name] = value
            else:
                found[column.name] = column.write(value)
    return {**found, PAGE_URL: practice.url(request)}


def _citations(practices: Practices, language: str, request: HttpRequest) -> Iterator[list[Citation]]:
    for chunk in practices:
        prepare(chunk)
        with override(language), preloaded((each.page.translation_key for each in chunk), request):
            cited = [citation_of(each.page, request) for each in chunk]
        yield cited


def write_bibtex(practices: Practices, language: str, request: HttpRequest) -> Iterator[bytes]:
    for cited in _citations(practices, language, request):
        yield "\n".join(map(bibtex, cited)).encode() + b"\n"


def write_ris(practices: Practices, language: str, request: HttpRequest) -> Iterator[bytes]:
    for cited in _citations(practices, language, request):
        yield "".join(map(ris, cited)).encode()


def write_csl(practices: Practices, language: str, request: HttpRequest) -> Iterator[bytes]:
    """One JSON array, assembled from chunks."""
    separator = "["
    for cited in _citations(practices, language, request):
        for each in cited:
            yield (separator + json.dumps(csl(each), ensure_ascii=False)).encode()
            separator = ",\n"
    yield b"]\n" if separator != "[" else b"[]\n"


FORMATS = {
    "xlsx": Format("xlsx", XLSX, write_xlsx),
    "csv": Format("csv", "text/csv; charset=utf-8", write_csv),
    "jsonl": Format("jsonl", "application/jsonl; charset=utf-8", write_jsonl),
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
    "bibtex": Format("bib", "application/x-bibtex; charset=utf-8", write_bibtex),
    "ris": Format("ris", "application/x-research-info-systems; charset=utf-8", write_ris),
    "csl": Format("json", "application/vnd.citationstyles.csl+json; charset=utf-8", write_csl),
}
TO_READ = {"docx": "Word", "xlsx": "Excel", "csv": "CSV", "jsonl": "JSON Lines"}  # what people call them
TO_CITE = {"bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
LABELS = TO_READ | TO_CITE
