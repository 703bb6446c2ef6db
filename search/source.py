"""The pages of one translation group, as the projection and the facets read them."""

from dataclasses import dataclass, field

from cms.base.models import BasePage
from practices.models import PartnerPage, PracticePage


@dataclass
class Source:
    """One translation group: its original, the pages that visitors may see, and (of a practice) its partner."""

    original: BasePage
    pages: dict[str, BasePage]  # by language code, visible ones only
    partner_pages: list[PartnerPage] = field(default_factory=list)  # the partner in each language

    @property
    def kind(self) -> str:
        return self.original.kind

    @property
    def languages(self) -> list[str]:
        return list(self.pages)

    @property
    def partner_codes(self) -> list[str]:
        return [page.code for page in self.partner_pages if page.code]

    def concepts(self, field_name: str) -> list[str]:
        """Slugs of the concepts in a fact; none for what is no practice."""
        if not isinstance(self.original, PracticePage):
            return []
        return [concept.slug for concept in getattr(self.original, field_name).all()]
