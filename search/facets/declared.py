"""The facets, each declared once. A declaration in `PRACTICE_FACETS` is all that a new facet needs."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from cms.base.display.kinds import page_kinds
from cms.base.languages import content_languages
from practices.models import Concept, PracticePage
from practices.repository.choices import EvidenceLevel
from practices.repository.years import ONGOING, decades, periods_of
from search.facets.facet import Facet, Values, vocabulary_facet
from search.facets.labels import label_cache
from search.models import SearchClock
from search.query.query import Query


def _language_labels(language: str) -> dict[str, str]:
    return _cached_language_labels(language, tuple(code for code, _name in content_languages()))


@lru_cache
def _cached_language_labels(language: str, codes: tuple[str, ...]) -> dict[str, str]:
    with override(language):
        return {code: str(get_language_info(code)["name_translated"]) for code in codes}


def _kind_labels(language: str) -> dict[str, str]:
    with override(language):
        return {kind: str(model.kind_label_plural) for kind, model in page_kinds().items()}


@lru_cache
def evidence_labels(language: str) -> dict[str, str]:
    """Labels of the evidence levels, best proven first."""
    with override(language):
        return {level.value: str(level.label) for level in reversed(EvidenceLevel)}


@lru_cache
def _evidence_meanings(language: str) -> dict[str, str]:
    with override(language):
        return {level.value: level.meaning for level in reversed(EvidenceLevel)}


@lru_cache
def _period_labels(language: str) -> dict[str, str]:
    """Labels of the periods, latest first."""
    with override(language):
        return {ONGOING: capfirst(translate("ongoing")), **dict(decades())}


def _of_practice(values: Callable[[PracticePage], list[str]]) -> Values:
    """`values` of the original of a practice; other kinds of pages have none."""
    return lambda source: values(source.original) if isinstance(source.original, PracticePage) else []


COUNTRY = vocabulary_facet("country", _("Country"), "countries", Concept.Scheme.COUNTRY)
TARGET_GROUP = vocabulary_facet("target_group", _("Target group"), "target_groups", Concept.Scheme.TARGET_GROUP)
SKILL_TYPE = vocabulary_facet("skill_type", _("Skill"), "skill_types", Concept.Scheme.SKILL_TYPE)
METHOD = vocabulary_facet("method", _("Method"), "methods", Concept.Scheme.METHOD)
AUDIENCE = vocabulary_facet(
    "audience", _("Audience"), "audiences", Concept.Scheme.AUDIENCE, makes_similar=False, is_folded=True
)
EVIDENCE_LEVEL = Facet(
    "evidence_level",
    _("Evidence level"),
    _of_practice(lambda practice: list(filter(None, [practice.evidence_level]))),
    evidence_labels,
    fact="evidence_level",
    is_folded=True,
    is_ordered=True,
    meanings=_evidence_meanings,
)
PERIOD = Facet(
    "period",
    _("Period"),
    _of_practice(periods_of),
    _period_labels,
    is_suggested=False,
    is_folded=True,
    is_ordered=True,
)
PARTNER = Facet(
    "partner", _("Partner"), lambda source: source.partner_codes, lambda language: label_cache.get().by_partner
)
LANGUAGE = Facet("language", _("Available in"), lambda source: source.languages, _language_labels, is_suggested=False)
KIND = Facet("kind", _("Content type"), lambda source: [source.kind], _kind_labels, is_suggested=False)

# In display order.
PRACTICE_FACETS = [
    COUNTRY,
    TARGET_GROUP,
    SKILL_TYPE,
    METHOD,
    AUDIENCE,
    EVIDENCE_LEVEL,
    PERIOD,
    PARTNER,
    LANGUAGE,
]
SITE_FACETS = [KIND, LANGUAGE]


def all_facets() -> list[Facet]:
    return list(dict.fromkeys([*PRACTICE_FACETS, *SITE_FACETS]))


def labels_by_facet(language: str, facets: Sequence[Facet] = PRACTICE_FACETS) -> dict[str, dict[str, str]]:
    """`{facet: {value: label}}` in `language`, of every known value."""
    return {facet.name: facet.labels(language) for facet in facets}


def query_in(parameters: QueryDict, language: str, facets: Sequence[Facet] = PRACTICE_FACETS) -> Query:
    """The search in the parameters of a URL, with the values of `facets` that currently exist."""
    label_cache.refresh(SearchClock.now())
    former = {facet.name: facet.former_slugs() for facet in facets}
    return Query.parse(parameters, labels_by_facet(language, facets), language, former)


def similarity_facets() -> list[str]:
    """The names of the facets whose shared values make practices similar."""
    return [facet.name for facet in PRACTICE_FACETS if facet.makes_similar]


def facets_by_fact() -> dict[str, Facet]:
    """Facets by the fact of a practice that their values come from."""
    return {facet.fact: facet for facet in PRACTICE_FACETS if facet.fact}
