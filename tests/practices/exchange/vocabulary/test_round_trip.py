"""What was exported is imported again as unchanged; and elsewhere, it makes the same vocabulary."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from practices.exchange.vocabulary.apply import import_terms
from practices.exchange.vocabulary.columns import words_of
from practices.exchange.vocabulary.files import FORMATS, export_vocabulary, read_file
from practices.exchange.vocabulary.planned import Plan
from practices.exchange.vocabulary.planning import plan
from practices.exchange.vocabulary.skos import uri_of
from practices.facts.usage import pages_using
from practices.models import Concept
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


def stored() -> list[dict[str, Any]]:
    """Other labels are in no order in SKOS."""
    terms = list(Concept.objects.order_by("scheme", "slug").values(*STORED, "standard", "exact_match"))
    for term in terms:
        term["alt_labels"] = {code: set(words_of(words)) for code, words in term["alt_labels"].items()}
    return terms


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("language", ["en", "lt"])
def test_what_was_exported_is_unchanged(ending: str, language: str) -> None:
    with override(language):
        data = export_vocabulary(ending)
    found = planned(ending, data)
    assert found.counts == {"new": 0, "changed": 0, "unchanged": Concept.objects.count(), "wrong": 0}
    assert not found.notes


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.sample(1)
def test_an_empty_site_gets_the_same_vocabulary(ending: str) -> None:
    data, before = export_vocabulary(ending), stored()
    used = {term.pk for term in pages_using(Concept.objects.all())}
    deleted = Concept.objects.exclude(pk__in=used).delete()[1]["practices.Concept"]
    assert deleted > 100
    contents = read_file(data, f"vocabulary.{ending}")
    assert import_terms(contents, "file", None).counts["new"] == deleted
    assert stored() == before
    assert plan(contents).counts["unchanged"] == len(before)


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_the_export_is_skos(ending: str) -> None:
    graph = Graph().parse(data=export_vocabulary(ending), format={"ttl": "turtle", "jsonld": "json-ld"}[ending])
    scheme, empathy = uri_of("skill-type"), uri_of("skill-type", "empathy")
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    with override("lt"):
        assert (scheme, SKOS.prefLabel, Literal(str(Concept.Scheme.SKILL_TYPE.label), lang="lt")) in graph
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
