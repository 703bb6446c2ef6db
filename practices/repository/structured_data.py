"""Practices as schema.org data, for search engines and other catalogues."""

from typing import Any

from django.http import HttpRequest

from cms.base.display.structured_data import structured_data, thing
from cms.base.language_codes import language_tag
from practices.partners.page import PartnerPage
from practices.repository.choices import LICENCE_URLS
from practices.repository.context import details_of
from practices.repository.practice import PracticePage


@structured_data.register
def learning_resource(page: PracticePage, request: HttpRequest) -> dict[str, Any]:
    """`page` in its own language; what is taught, to whom and where comes from the original's facts."""
    original, partner = page.original, details_of(page, request).partner
    return thing(
        "LearningResource",
        name=page.title,
        description=page.summary,
        url=page.get_full_url(request),
        inLanguage=language_tag(page.locale.language_code),
        license=LICENCE_URLS.get(original.licence),
        teaches=[concept.label() for concept in original.skill_types.all()],
        audience=[thing("Audience", audienceType=concept.label()) for concept in original.target_groups.all()],
        spatialCoverage=[thing("Country", name=concept.label()) for concept in original.countries.all()],
        provider=_provider(partner, request) if partner else None,
        isBasedOn=original.source_url,
    )


def _provider(partner: PartnerPage, request: HttpRequest) -> dict[str, Any]:
    if not partner.is_shown:
        return thing("Organization", name=partner.original.short_name)
    return thing("Organization", name=partner.title, url=partner.get_full_url(request))
