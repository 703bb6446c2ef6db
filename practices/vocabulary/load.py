"""Loads the vocabularies: terms and their labels from `data/`, country names from CLDR.

Only adds what is missing and keeps what editors have written, so it can run at every deployment.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale as CldrLocale
from django.db import transaction

from cms.base.languages import content_languages
from practices.vocabulary.concept import Concept

DATA = Path(__file__).parent / "data"
# The European Union, EFTA, the United Kingdom, the candidate countries; others can be added in the admin.
COUNTRIES = (
    "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se "
    "is li no ch gb al ba ge md me mk rs tr ua"
).split()


@transaction.atomic
def load_vocabulary() -> int:
    """Adds missing terms, and missing labels of known terms. Returns the number of terms added."""
    added = 0
    for path in sorted(DATA.glob("*.json")):
        added += _load_scheme(path.stem, json.loads(path.read_text(encoding="utf-8")))
    return added + _load_scheme(Concept.Scheme.COUNTRY, country_terms())


def country_terms() -> Iterable[dict[str, Any]]:
    names = {code: CldrLocale.parse(code).territories for code, _ in content_languages()}
    for country in COUNTRIES:
        yield {"slug": country, "labels": {code: names[code][country.upper()] for code in names}}


def _load_scheme(scheme: str, terms: Iterable[dict[str, Any]]) -> int:
    known = {concept.slug: concept for concept in Concept.objects.filter(scheme=scheme)}
    added = 0
    for position, term in enumerate(terms):
        concept = known.get(term["slug"])
        if concept is None:
            concept = known[term["slug"]] = _new_concept(scheme, position, term, known)
            added += 1
        else:
            _add_missing_labels(concept, term)
    return added


def _new_concept(scheme: str, position: int, term: dict[str, Any], known: dict[str, Concept]) -> Concept:
    return Concept.objects.create(
        scheme=scheme,
        slug=term["slug"],
        # Countries have no inherent order: forms sort them by name, in the editor's language.
        position=0 if scheme == Concept.Scheme.COUNTRY else position,
        labels=term["labels"],
        alt_labels={code: ", ".join(words) for code, words in term.get("alt_labels", {}).items()},
        broader=known[term["broader"]] if term.get("broader") else None,
        is_heading=term.get("is_heading", False),
        standard=term.get("standard", ""),
        exact_match=term.get("exact_match", ""),
    )


def _add_missing_labels(concept: Concept, term: dict[str, Any]) -> None:
    missing = {code: label for code, label in term["labels"].items() if not concept.labels.get(code)}
    if missing:
        concept.labels = {**concept.labels, **missing}
        concept.save()
