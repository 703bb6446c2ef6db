"""Partners as schema.org data, for search engines and other catalogues."""

from typing import Any

from django.http import HttpRequest

from cms.base.display.structured_data import structured_data, thing
from practices.facts import load_concepts
from practices.partners.page import PartnerPage


@structured_data.register
def organization(page: PartnerPage, request: HttpRequest) -> dict[str, Any]:
    original = page.original
    load_concepts([original], "countries")
    return thing(
        "Organization",
        name=page.title,
        alternateName=original.short_name,
        description=page.summary,
        url=original.website or page.get_full_url(request),
        location=[thing("Country", name=concept.label()) for concept in original.countries.all()],
    )
