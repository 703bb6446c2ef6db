"""Files that harm or say nothing: refused with a clear message, and nothing is ever fetched."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from practices.exchange.reading.table import FileProblem
from practices.exchange.vocabulary.files import read_file
from tests.practices.exchange.files import xlsx

SKOS = "http://www.w3.org/2004/02/skos/core#"
TERM = {"@id": "https://example.org/a", "@type": f"{SKOS}Concept"}
FETCHED = "takes its JSON-LD context from another address"
BILLION = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><rdf:RDF>&a;</rdf:RDF>'


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Somewhere to fetch from, and what was fetched."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"@context": {}}')

        def log_message(self, *arguments: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as found:
        Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}/context.jsonld", asked
        found.shutdown()


def json_ld(context: Any) -> bytes:
    return json.dumps({"@context": context, "@graph": [TERM]}).encode()


@pytest.mark.parametrize("wrap", ["alone", "list", "import", "below", "scoped"])
def test_no_context_is_fetched(server: tuple[str, list[str]], wrap: str) -> None:
    url, asked = server
    contexts = {"alone": url, "list": [{}, url], "import": {"@version": 1.1, "@import": url}, "below": {}, "scoped": {}}
    data = json.loads(json_ld(contexts[wrap]))
    if wrap == "below":
        data["@graph"][0]["@context"] = url
    if wrap == "scoped":
        data["@context"] = {"term": {"@id": f"{SKOS}Concept", "@context": url}}
        data["@graph"][0]["@type"] = "term"
    with pytest.raises(FileProblem, match=FETCHED):
        read_file(json.dumps(data).encode(), "terms.jsonld")
    assert asked == []


@pytest.mark.parametrize("url", ["context.jsonld", "file:///etc/passwd"])
def test_no_file_is_read(url: str) -> None:
    with pytest.raises(FileProblem, match=FETCHED):
        read_file(json_ld(url), "terms.jsonld")


def test_the_network_is_closed_to_the_parser() -> None:
    """Even if a way to name a context were overlooked. The hook cannot be removed, so it is tried in a process."""
    program = (
        "import sys, urllib.request; from practices.exchange.vocabulary.rdf_process import _refuse_network\n"
        "sys.addaudithook(_refuse_network)\n"
        "urllib.request.urlopen('http://127.0.0.1:9/')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "Refused: network" in done.stderr


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (BILLION.encode(), "terms.rdf", "RDF/XML is not read"),
        (BILLION.encode(), "terms.ttl", "RDF/XML is not read"),
        (b"", "terms.ttl", "empty"),
        (b"   ", "terms.xlsx", "empty"),
        (b"@prefix skos: <x> . :a", "terms.ttl", "damaged"),
        ("@prefix é".encode("latin-1"), "terms.ttl", "damaged"),
        (b"{", "terms.jsonld", "damaged"),
        (b"[" * 100_000, "terms.jsonld", "damaged"),
        (b"<a:b> <a:c> " + b"[ <a:d> " * 50_000, "terms.ttl", "damaged"),
        (b"<a:b> <a:c> <a:d> .", "terms.ttl", "no terms"),
        (b"x" * (5 * 1024 * 1024 + 1), "terms.ttl", "too large"),
        (b"PK\x03\x04", "terms.xlsx", "damaged"),
        (b"no workbook", "terms.xlsx", "damaged"),
        (xlsx([["a", "b"], ["c", "d"]]), "terms.xlsx", "No row has the headings"),
        (b"x", "terms.csv", "Only XLSX, ODS, Turtle"),
        (b"x", "terms.xlsm", "Only XLSX, ODS, Turtle"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read(data: bytes, name: str, problem: str) -> None:
    with pytest.raises(FileProblem, match=problem):
        read_file(data, name)


def test_formulas_and_hidden_rows_are_refused() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_formula(1, 2, "=1+1")
        sheet.set_row(2, None, None, {"hidden": True})

    rows = [["scheme", "slug", "labels_en"], ["method", "a", ""], ["method", "b", "B"]]
    first, second = read_file(xlsx(rows, change=change), "terms.xlsx").records
    assert "has a formula" in first.problems[0][2]
    assert "labels_en" not in first.cells
    assert "hidden" in second.problems[0][2]


def test_too_many_terms() -> None:
    terms = "".join(f"<urn:a:{number}> a <{SKOS}Concept> .\n" for number in range(2_001))
    with pytest.raises(FileProblem, match="too large"):
        read_file(terms.encode(), "terms.ttl")
