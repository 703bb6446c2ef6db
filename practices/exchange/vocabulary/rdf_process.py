"""A separate program, with limits, that reads SKOS from standard input and writes the terms as JSON.

Never fetches anything that the file refers to. Does not load Django.
"""

import json
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.term import Node

from practices.exchange.reading.limited import Refused, TooLarge, answer
from practices.exchange.vocabulary.record import MAX_TERMS

ISO_THES = Namespace("http://purl.org/iso25964/skos-thes#")
HEADINGS = (SKOS.Collection, SKOS.OrderedCollection)
TEXTS = {
    "labels": SKOS.prefLabel,
    "alt_labels": SKOS.altLabel,
    "definitions": SKOS.definition,
    "notes": SKOS.scopeNote,
    "notations": SKOS.notation,
    "standards": DCTERMS.source,
}
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")


def skos_of(data: bytes, form: str) -> dict[str, Any]:
    """`form` is "turtle" or "json-ld". Returns schemes by URI with their notations, and terms as from `_term`."""
    sys.addaudithook(_refuse_network)
    text = data.decode("utf-8-sig")
    if form == "json-ld":
        _refuse_contexts_elsewhere(json.loads(text))
    graph = Graph(bind_namespaces="none").parse(data=text, format=form)
    headings = {each for kind in HEADINGS for each in graph.subjects(RDF.type, kind)}
    found = headings | set(graph.subjects(RDF.type, SKOS.Concept))
    if not found:
        raise Refused("no terms")
    if len(found) > MAX_TERMS:
        raise TooLarge
    schemes = {str(each): _texts(graph, each, SKOS.notation) for each in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    return {
        "schemes": {uri: [text for text, _language in notations] for uri, notations in schemes.items()},
        "terms": [_term(graph, each, each in headings) for each in sorted(found, key=str)],
    }


def _refuse_network(event: str, arguments: Any) -> None:
    if event in NETWORK:
        raise Refused("network")


def _refuse_contexts_elsewhere(data: Any) -> None:
    """JSON-LD may refer to the URL of a context, which the parser would fetch."""
    below = [data]
    while below:
        each = below.pop()
        if isinstance(each, dict):
            if "@import" in each or _names_a_file(each.get("@context")):
                raise Refused("network")
            below.extend(each.values())
        elif isinstance(each, list):
            below.extend(each)


def _names_a_file(context: Any) -> bool:
    return isinstance(context, str) or (isinstance(context, list) and any(map(_names_a_file, context)))


def _term(graph: Graph, term: Node, is_heading: bool) -> dict[str, Any]:
    """Texts with language codes, which may be empty, and the URIs of other terms."""
    return {
        "uri": str(term),
        "is_heading": is_heading,
        **{name: _texts(graph, term, property_) for name, property_ in TEXTS.items()},
        "schemes": _uris(_schemes(graph, term)),
        "broader": _uris(_broader(graph, term)),
        "exact_match": _uris(graph.objects(term, SKOS.exactMatch)),
        "replaced_by": _uris(graph.objects(term, DCTERMS.isReplacedBy)),
        "deprecated": [str(each).lower() for each in graph.objects(term, OWL.deprecated)],
    }


def _schemes(graph: Graph, term: Node) -> Iterator[Node]:
    yield from graph.objects(term, SKOS.inScheme)
    yield from graph.objects(term, SKOS.topConceptOf)
    yield from graph.subjects(SKOS.hasTopConcept, term)


def _broader(graph: Graph, term: Node) -> Iterator[Node]:
    """The broader terms, including collections (headings) that the term is a member of."""
    yield from graph.objects(term, SKOS.broader)
    yield from graph.subjects(SKOS.narrower, term)
    yield from graph.subjects(SKOS.member, term)
    yield from graph.objects(term, ISO_THES.superOrdinate)


def _texts(graph: Graph, term: Node, property_: URIRef) -> list[tuple[str, str]]:
    literals = (each for each in graph.objects(term, property_) if isinstance(each, Literal))
    return sorted((str(each), each.language or "") for each in literals)


def _uris(nodes: Iterator[Node]) -> list[str]:
    return sorted({str(node) for node in nodes})


if __name__ == "__main__":
    answer(partial(skos_of, form=sys.argv[1]))
