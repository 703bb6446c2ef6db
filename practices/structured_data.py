"""Practices and partners as schema.org describes them, for search engines and other catalogues."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from cms.base.structured_data import thing
from practices.models.choices import LICENCE_URLS

if TYPE_CHECKING:
    from practices.models import PartnerPage, PracticePage


def learning_resource(page: "PracticePage", partner: "PartnerPage | None", request: HttpRequest) -> dict[str, Any]:
    """`page` in its own language; what is taught, to whom and where comes from the original's facts."""
    original = page.original
    return thing(
        "LearningResource",
        name=page.title,
        description=page.summary,
        url=page.get_full_url(request),
        inLanguage=page.locale.language_code,
        license=LICENCE_URLS.get(original.licence),
        teaches=[concept.label() for concept in original.skill_types.all()],
        audience=[thing("Audience", audienceType=concept.label()) for concept in original.target_groups.all()],
        spatialCoverage=[thing("Country", name=concept.label()) for concept in original.countries.all()],
        provider=_provider(partner, request) if partner else None,
        isBasedOn=original.source_url,
    )


def _provider(partner: "PartnerPage", request: HttpRequest) -> dict[str, Any]:
    if not partner.is_shown:
        return thing("Organization", name=partner.original.short_name)
    return thing("Organization", name=partner.title, url=partner.get_full_url(request))


def organization(page: "PartnerPage", request: HttpRequest) -> dict[str, Any]:
    original = page.original
    return thing(
        "Organization",
        name=page.title,
        alternateName=original.short_name,
        description=page.summary,
        url=original.website or page.get_full_url(request),
        location=[thing("Country", name=concept.label()) for concept in original.countries.all()],
    )
