"""The pages of one translation group, as the projection and the facets read them."""

from dataclasses import dataclass, field

from cms.base.models import BasePage
from practices.models import Concept
from search.facets.partners import Partner


@dataclass
class Source:
    """One translation group: its original, the pages that visitors may see, and (for a practice) its partner."""

    original: BasePage
    pages: dict[str, BasePage]  # by language code, visible ones only
    concepts: dict[str, list[Concept]] = field(default_factory=dict)  # by the name of the fact; only for a practice
    partners: list[Partner] = field(default_factory=list)  # the partner in each language

    @property
    def kind(self) -> str:
        return self.original.kind

    @property
    def languages(self) -> list[str]:
        return list(self.pages)

    @property
    def partner_codes(self) -> list[str]:
        return [partner.code for partner in self.partners if partner.code]

    def slugs(self, fact: str) -> list[str]:
        """The slugs of the concepts in a fact; none if this is not a practice."""
        return [concept.slug for concept in self.concepts.get(fact, [])]
