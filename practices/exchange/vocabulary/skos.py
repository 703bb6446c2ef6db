"""The vocabulary as SKOS. A term that is only a heading is a `skos:Collection`: its narrower terms are the members."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import override
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from wagtail.models import Site

from cms.base.i18n.language_codes import language_tag
from cms.base.languages import content_languages
from practices.exchange.vocabulary.columns import words_of
from practices.exchange.vocabulary.rdf_process import ISO_THES
from practices.vocabulary.concept import Concept
from practices.vocabulary.former_slug import FormerSlug

PREFIXES = {"skos": SKOS, "dcterms": DCTERMS, "owl": OWL, "iso-thes": ISO_THES}


def write_turtle(terms: Iterable[Concept]) -> bytes:
    return _graph(terms).serialize(format="turtle", encoding="utf-8")


def write_json_ld(terms: Iterable[Concept]) -> bytes:
    """In a stable order, so that exports can be compared, and with an inline context, so that none must be fetched."""
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    found = json.loads(_graph(terms).serialize(format="json-ld", context=context, auto_compact=True))
    return json.dumps(_in_order(found), ensure_ascii=False, indent=1).encode()


def _in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=json.dumps)
    return value


def uri_of(scheme: str, slug: str = "") -> URIRef:
    """The URI of a term or, without `slug`, of its vocabulary. It is only an identifier: terms have no pages."""
    site = Site.objects.filter(is_default_site=True).first()
    root = site.root_url if site else settings.WAGTAILADMIN_BASE_URL
    return URIRef("/".join(filter(None, (root, "vocabulary", scheme, slug))))


def _graph(terms: Iterable[Concept]) -> Graph:
    graph, terms = Graph(bind_namespaces="none"), list(terms)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    root = uri_of("")
    uris = {term.pk: URIRef(f"{root}/{term.scheme}/{term.slug}") for term in terms}
    for name in dict.fromkeys(term.scheme for term in terms):
        _add_scheme(graph, URIRef(f"{root}/{name}"), name)
    for term in terms:
        _add_term(graph, term, uris[term.pk], URIRef(f"{root}/{term.scheme}"))
        _add_place(graph, term, uris, URIRef(f"{root}/{term.scheme}"))
    for former in FormerSlug.objects.filter(concept__in=uris):
        graph.add((uri := URIRef(f"{root}/{former.scheme}/{former.slug}"), OWL.deprecated, Literal(True)))
        graph.add((uri, DCTERMS.isReplacedBy, uris[former.concept_id]))
    return graph


def _add_scheme(graph: Graph, uri: URIRef, name: str) -> None:
    graph.add((uri, RDF.type, SKOS.ConceptScheme))
    graph.add((uri, SKOS.notation, Literal(name)))
    for code, _name in content_languages():
        with override(code):
            graph.add((uri, SKOS.prefLabel, Literal(str(Concept.Scheme(name).label), lang=language_tag(code))))


def _add_term(graph: Graph, term: Concept, uri: URIRef, scheme: URIRef) -> None:
    graph.add((uri, RDF.type, SKOS.Collection if term.is_heading else SKOS.Concept))
    graph.add((uri, SKOS.inScheme, scheme))
    graph.add((uri, SKOS.notation, Literal(term.slug)))
    for code, _name in content_languages():
        words = {
            SKOS.prefLabel: [term.labels.get(code)],
            SKOS.altLabel: words_of(term.alt_labels.get(code, "")),
            SKOS.definition: [term.definitions.get(code)],
        }
        for property_, texts in words.items():
            for text in filter(None, texts):
                graph.add((uri, property_, Literal(text, lang=language_tag(code))))
    if term.standard:
        graph.add((uri, DCTERMS.source, Literal(term.standard)))
    if term.exact_match:
        graph.add((uri, SKOS.exactMatch, URIRef(term.exact_match)))
    if term.is_retired:
        graph.add((uri, OWL.deprecated, Literal(True)))


def _add_place(graph: Graph, term: Concept, uris: dict[int, URIRef], scheme: URIRef) -> None:
    """Links the term to its broader one. In SKOS, concepts are below concepts only, but collections contain both."""
    uri, above = uris[term.pk], term.broader
    if not term.is_heading and (not above or above.is_heading):
        graph.add((uri, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, uri))
    if not above:
        return
    if above.is_heading:
        graph.add((uris[above.pk], SKOS.member, uri))
    elif term.is_heading:
        graph.add((uri, ISO_THES.superOrdinate, uris[above.pk]))
    else:
        graph.add((uri, SKOS.broader, uris[above.pk]))
        graph.add((uris[above.pk], SKOS.narrower, uri))
