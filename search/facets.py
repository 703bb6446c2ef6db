"""The facets, each declared once: name, label, where its values come from, how a value is labelled.

A further facet is one more declaration here. Engines see only names and values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _

from cms.base.languages import content_languages
from practices.models import Concept
from search.labels import label_book
from search.source import Source

Values = Callable[[Source], list[str]]
Labels = Callable[[str], dict[str, str]]


@dataclass(frozen=True)
class Facet:
    """`values` reads an entry's values off its pages; `labels` gives every known value its label in a language."""

    name: str  # the parameter in the address
    label: str | Promise
    values: Values
    labels: Labels


def vocabulary_facet(name: str, label: str | Promise, field: str, scheme: str) -> Facet:
    """A facet whose values are the concepts in the fact `field` of a practice."""

    def values(source: Source) -> list[str]:
        return source.slugs(field)

    def labels(language: str) -> dict[str, str]:
        return label_book.get().concepts(scheme, language)

    return Facet(name, label, values, labels)


def language_labels(language: str) -> dict[str, str]:
    return _language_labels(language, tuple(code for code, _name in content_languages()))


@lru_cache
def _language_labels(language: str, codes: tuple[str, ...]) -> dict[str, str]:
    with override(language):
        return {code: str(get_language_info(code)["name_translated"]) for code in codes}


KINDS: dict[str, Any] = {
    "practice": _("Good practices"),
    "news": _("News"),
    "partner": _("Partners"),
    "page": _("Pages"),
}


@lru_cache
def kind_labels(language: str) -> dict[str, str]:
    with override(language):
        return {kind: str(label) for kind, label in KINDS.items()}


COUNTRY = vocabulary_facet("country", _("Country"), "countries", Concept.Scheme.COUNTRY)
TARGET_GROUP = vocabulary_facet("target_group", _("Target group"), "target_groups", Concept.Scheme.TARGET_GROUP)
SKILL_TYPE = vocabulary_facet("skill_type", _("Skill"), "skill_types", Concept.Scheme.SKILL_TYPE)
METHOD = vocabulary_facet("method", _("Method"), "methods", Concept.Scheme.METHOD)
PARTNER = Facet(
    "partner", _("Partner"), lambda source: source.partner_codes, lambda language: label_book.get().partners()
)
LANGUAGE = Facet("language", _("Can be read in"), lambda source: source.languages, language_labels)
KIND = Facet("kind", _("Kind"), lambda source: [source.kind], kind_labels)

PRACTICE_FACETS = (COUNTRY, TARGET_GROUP, SKILL_TYPE, METHOD, PARTNER, LANGUAGE)
SITE_FACETS = (KIND, LANGUAGE)
ALL_FACETS = (*PRACTICE_FACETS, KIND)
