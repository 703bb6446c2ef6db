"""Labels of facet values in every language, cached in the process until the search clock moves."""

from dataclasses import dataclass, field

from cms.base.delivery.visibility import is_private
from cms.base.per_language.texts import Texts, in_language
from practices.models import Concept, FormerSlug, PartnerPage
from practices.repository.cards import partners_with_practices
from search.query.clock_cache import ClockCache


@dataclass(frozen=True)
class FacetLabels:
    by_scheme: dict[str, dict[str, Texts]]  # scheme: {slug: {language: label}}
    by_partner: dict[str, str]  # code: short name
    former_slugs: dict[str, dict[str, str]] = field(default_factory=dict)  # scheme: {former slug: current slug}

    _by_language: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict, init=False, compare=False)

    def concepts(self, scheme: str, language: str) -> dict[str, str]:
        """`{slug: label}` of a vocabulary, in its own order. Cached with these labels: do not modify it."""
        found = self._by_language.get((scheme, language))
        if found is None:
            texts = self.by_scheme.get(scheme, {})
            found = {slug: in_language(labels, language) or slug for slug, labels in texts.items()}
            self._by_language[scheme, language] = found
        return found


def _load() -> FacetLabels:
    by_scheme: dict[str, dict[str, Texts]] = {}
    for scheme, slug, labels in Concept.objects.values_list("scheme", "slug", "labels"):
        by_scheme.setdefault(scheme, {})[slug] = labels
    former: dict[str, dict[str, str]] = {}
    for scheme, slug, current in FormerSlug.objects.values_list("scheme", "slug", "concept__slug"):
        former.setdefault(scheme, {})[slug] = current
    return FacetLabels(by_scheme, {partner.code: partner.short_name for partner in _partners()}, former)


def _partners() -> list[PartnerPage]:
    """Partners that visitors can see: on their own page, or, while that is a draft, on one of their practices."""
    originals = PartnerPage.objects.filter(original_page=None, alias_of=None).exclude(is_private())
    partners = list(originals.order_by("short_name"))
    with_practices = partners_with_practices(page.translation_key for page in partners if not page.live)
    return [page for page in partners if page.live or page.translation_key in with_practices]


label_cache = ClockCache(_load)
