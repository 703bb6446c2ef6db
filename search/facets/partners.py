"""The partners that practices belong to, each in every language."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from wagtail.models import Page

from practices.models import PartnerPage


@dataclass(frozen=True)
class Partner:
    """A partner's page in one language, reduced to what entries contain of it."""

    path: str
    language: str
    names: tuple[str, ...]
    code: str  # the facet's value; empty on a translation
    is_translation: bool

    @classmethod
    def of(cls, page: PartnerPage) -> Self:
        names = tuple(filter(None, (page.title if page.live else "", page.short_name)))
        return cls(page.path, page.locale.language_code, names, page.code, page.is_translation)


def partners_at(paths: Collection[str]) -> dict[str, list[Partner]]:
    """By path, the partner in every language; `paths` may be in any of its languages. One query."""
    if not paths:
        return {}
    groups: dict[UUID, list[Partner]] = {}
    keys = Page.objects.filter(path__in=paths).order_by().values("translation_key")
    for page in PartnerPage.objects.filter(translation_key__in=keys).select_related("locale").order_by("path"):
        groups.setdefault(page.translation_key, []).append(Partner.of(page))
    return {partner.path: group for group in groups.values() for partner in group}
