"""Loads the vocabularies: terms and their labels from `data/`, country names from CLDR.

Only adds what is missing and keeps what editors have written, so it can run on every deployment. A term that was loaded
once and then deleted stays deleted.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cms.base.i18n.language_codes import base_language, cldr_locale
from cms.base.languages import content_languages
from cms.base.signals import announced_once
from practices.vocabulary.concept import Concept
from practices.vocabulary.loaded_term import LoadedTerm

DATA = Path(__file__).parent / "data"
# The European Union, EFTA, the United Kingdom, the candidate countries; others can be added in the admin.
COUNTRIES = (
    "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se "
    "is li no ch gb al ba ge md me mk rs tr ua"
).split()


@announced_once()
def load_vocabulary() -> int:
    """Adds missing terms, and missing labels of known terms. Returns the number of terms added."""
    added = 0
    for path in sorted(DATA.glob("*.json")):
        added += _load_scheme(path.stem, json.loads(path.read_text(encoding="utf-8")))
    return added + _load_scheme(Concept.Scheme.COUNTRY, country_terms())


def country_terms() -> Iterable[dict[str, Any]]:
    """The country terms, without labels in languages that CLDR does not know."""
    locales = {code: cldr_locale(code) for code, _ in content_languages()} | {"en": cldr_locale("en")}
    for country in COUNTRIES:
        names = {code: cldr.territories.get(country.upper()) for code, cldr in locales.items() if cldr}
        yield {"slug": country, "labels": {code: name for code, name in names.items() if name}}


def _load_scheme(scheme: str, terms: Iterable[dict[str, Any]]) -> int:
    known = {concept.slug: concept for concept in Concept.objects.filter(scheme=scheme)}
    loaded = set(LoadedTerm.objects.filter(scheme=scheme).values_list("slug", flat=True))
    added, new = 0, []
    for position, term in enumerate(terms):
        slug = term["slug"]
        if slug in known:
            _add_missing_labels(known[slug], term)
        elif slug not in loaded:
            known[slug] = _new_concept(scheme, position, term, known)
            added += 1
        if slug not in loaded:
            new.append(LoadedTerm(scheme=scheme, slug=slug))
    LoadedTerm.objects.bulk_create(new)
    return added


def _in_every_variant(texts: dict[str, str]) -> dict[str, str]:
    """`texts`, with variants of a language ("nl-be") filled from the language ("nl") if they have none."""
    codes = [code for code, _ in content_languages() if code not in texts]
    return texts | {code: texts[base_language(code)] for code in codes if base_language(code) in texts}


def _new_concept(scheme: str, position: int, term: dict[str, Any], known: dict[str, Concept]) -> Concept:
    return Concept.objects.create(
        scheme=scheme,
        slug=term["slug"],
        # Countries have no inherent order: forms sort them by name, in the editor's language.
        position=0 if scheme == Concept.Scheme.COUNTRY else position,
        labels=_in_every_variant(term["labels"]),
        alt_labels=_in_every_variant({code: ", ".join(words) for code, words in term.get("alt_labels", {}).items()}),
        broader=known.get(term.get("broader") or ""),  # may have been deleted
        is_heading=term.get("is_heading", False),
        standard=term.get("standard", ""),
        exact_match=term.get("exact_match", ""),
    )


def _add_missing_labels(concept: Concept, term: dict[str, Any]) -> None:
    labels = _in_every_variant(term["labels"])
    missing = {code: label for code, label in labels.items() if not concept.labels.get(code)}
    if missing:
        concept.labels = {**concept.labels, **missing}
        concept.save()
