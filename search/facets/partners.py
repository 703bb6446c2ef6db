"""The partners that practices belong to, each in every language."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from django.db import connection

from practices.models import PartnerPage

# Runs on every change of a practice: raw SQL, because building it with the ORM takes many times longer.
PARTNERS = """
SELECT page.translation_key, page.path, locale.language_code, page.title, page.live,
    partner.short_name, partner.code, partner.original_page_id
FROM wagtailcore_page AS page
JOIN practices_partnerpage AS partner ON partner.page_ptr_id = page.id
JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
WHERE page.translation_key IN (SELECT translation_key FROM wagtailcore_page WHERE path IN ({marks}))
ORDER BY page.path
"""


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
        names = _names(page.title, page.live, page.short_name)
        return cls(page.path, page.locale.language_code, names, page.code, page.is_translation)


def partners_at(paths: Collection[str]) -> dict[str, list[Partner]]:
    """By path, the partner in every language; `paths` may be in any of its languages. One query."""
    if not paths:
        return {}
    groups: dict[object, list[Partner]] = {}
    with connection.cursor() as cursor:
        cursor.execute(PARTNERS.format(marks=", ".join(["%s"] * len(paths))), list(paths))
        for key, path, language, title, live, short_name, code, original in cursor.fetchall():
            partner = Partner(path, language, _names(title, live, short_name), code, original is not None)
            groups.setdefault(key, []).append(partner)
    return {partner.path: group for group in groups.values() for partner in group}


def _names(title: str, live: bool, short_name: str) -> tuple[str, ...]:
    return tuple(filter(None, (title if live else "", short_name)))
