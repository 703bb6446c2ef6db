"""What was exported is imported again as unchanged; and elsewhere, it makes the same vocabulary."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils.translation import override
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from practices.exchange.vocabulary.apply import import_terms
from practices.exchange.vocabulary.files import FORMATS, export_vocabulary, read_file
from practices.exchange.vocabulary.planned import Plan
from practices.exchange.vocabulary.planning import plan
from practices.exchange.vocabulary.skos import uri_of
from practices.models import Concept, FormerSlug, PracticePage
from practices.vocabulary.former_slug import remember_slug

pytestmark = [pytest.mark.django_db, pytest.mark.once]
STORED = ("scheme", "slug", "labels", "alt_labels", "definitions", "broader__slug", "is_heading", "is_retired")


@pytest.fixture(autouse=True)
def every_kind_of_term(db: None) -> None:
    """What the demo lacks: retired, defined, renamed and merged terms, and headings below terms and headings."""
    terms = Concept.objects.filter(scheme="skill-type")
    terms.filter(slug="empathy").update(is_retired=True, definitions={"lt": "Pirma.\nAntra.", "en": "=1+1"})
    terms.filter(slug="communication").update(alt_labels={"en": "talk, “speech”, talk", "lt": "šneka"})
    upper = Concept.objects.create(scheme="skill-type", slug="upper", labels={"en": "Upper"}, is_heading=True)
    term = Concept.objects.create(scheme="skill-type", slug="term", labels={"en": "Term"}, broader=upper)
    lower = Concept.objects.create(
        scheme="skill-type", slug="lower", labels={"en": "Lower"}, broader=term, is_heading=True
    )
    Concept.objects.create(scheme="skill-type", slug="lowest", labels={"lt": "Žemiausias"}, broader=lower)
    Concept.objects.create(scheme="skill-type", slug="beside", labels={"en": "Beside"}, broader=term)
    remember_slug("skill-type", "renamed", term)
    remember_slug("skill-type", "merged", lower, former_id=4711)


def planned(ending: str, data: bytes | None = None) -> Plan:
    return plan(read_file(export_vocabulary(ending) if data is None else data, f"vocabulary.{ending}"))


def stored(terms: QuerySet[Concept] | None = None) -> list[dict[str, Any]]:
    found = (Concept.objects.all() if terms is None else terms).order_by("scheme", "slug")
    return list(found.values(*STORED, "standard", "exact_match"))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("language", ["en", "lt"])
def test_what_was_exported_is_unchanged(ending: str, language: str) -> None:
    with override(language):
        data = export_vocabulary(ending)
    found = planned(ending, data)
    assert found.counts == {"new": 0, "changed": 0, "unchanged": Concept.objects.count(), "wrong": 0}
    assert not found.notes


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_site_gets_the_same_vocabulary(ending: str) -> None:
    data, before = export_vocabulary(ending), stored()
    for page in PracticePage.objects.all():
        page.delete()
    FormerSlug.objects.all().delete()
    Concept.objects.filter(partners=None).exclude(scheme="country").delete()
    contents = read_file(data, f"vocabulary.{ending}")
    import_terms(contents, "file", None)
    for term in before:  # lists of words, which SKOS keeps in no order
        term["alt_labels"] = {code: sorted(set(words.split(", "))) for code, words in term["alt_labels"].items()}
    after = stored()
    for term in after:
        term["alt_labels"] = {code: sorted(set(words.split(", "))) for code, words in term["alt_labels"].items()}
    assert after == before
    assert plan(contents).counts["unchanged"] == len(before)


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_the_export_is_skos(ending: str) -> None:
    graph = Graph().parse(data=export_vocabulary(ending), format={"ttl": "turtle", "jsonld": "json-ld"}[ending])
    scheme, empathy = uri_of("skill-type"), uri_of("skill-type", "empathy")
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    assert (scheme, SKOS.prefLabel, Literal("Gebėjimai", lang="lt")) in graph or list(
        graph.objects(scheme, SKOS.prefLabel)
    )
    assert (empathy, RDF.type, SKOS.Concept) in graph
    assert (empathy, SKOS.inScheme, scheme) in graph
    assert (empathy, SKOS.notation, Literal("empathy")) in graph
    assert (empathy, SKOS.definition, Literal("Pirma.\nAntra.", lang="lt")) in graph
    assert (empathy, OWL.deprecated, Literal(True)) in graph
    assert (uri_of("skill-type", "communication"), SKOS.altLabel, Literal("“speech”", lang="en")) in graph
    assert (uri_of("skill-type", "upper"), RDF.type, SKOS.Collection) in graph
    assert (uri_of("skill-type", "upper"), SKOS.member, uri_of("skill-type", "term")) in graph
    assert (uri_of("skill-type", "beside"), SKOS.broader, uri_of("skill-type", "term")) in graph
    assert (uri_of("skill-type", "term"), SKOS.narrower, uri_of("skill-type", "beside")) in graph
    merged = uri_of("skill-type", "merged")
    assert (merged, OWL.deprecated, Literal(True)) in graph
    assert (merged, DCTERMS.isReplacedBy, uri_of("skill-type", "lower")) in graph
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert isinstance(concept, URIRef)
        assert (concept, RDF.type, SKOS.Collection) not in graph  # they are disjoint


def test_two_exports_are_the_same_file() -> None:
    assert export_vocabulary("ttl") == export_vocabulary("ttl")
    assert export_vocabulary("jsonld") == export_vocabulary("jsonld")


def test_the_context_is_in_the_file() -> None:
    assert all(isinstance(prefix, str) for prefix in json.loads(export_vocabulary("jsonld"))["@context"].values())


@pytest.mark.parametrize("ending", FORMATS)
def test_the_commands(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"vocabulary.{ending}"
    call_command("export_vocabulary", str(path))
    call_command("import_vocabulary", str(path), "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["new"], answer["changed"], answer["wrong"]) == (0, 0, 0)
    assert answer["unchanged"] == len(answer["rows"]) == Concept.objects.count()


@pytest.mark.parametrize("name", ["vocabulary.docx", "no/folder/vocabulary.ttl"])
def test_a_file_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(Exception, match=r"must end|No such file"):
        call_command("export_vocabulary", str(tmp_path / name))
