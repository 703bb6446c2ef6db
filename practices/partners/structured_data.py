"""Partners as schema.org data, for search engines and other catalogues."""

from django.http import HttpRequest

from cms.base.display.structured_data import Node, structured_data, thing
from practices.facts import load_concepts
from practices.partners.page import PartnerPage

LOGO = "max-480x160"  # as on its page


@structured_data.register
def organization(page: PartnerPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    original = page.original
    load_concepts([original], "countries")
    countries = list(original.countries.all())
    # The slug of a country is its ISO code. A partner in several countries has no single one.
    code = countries[0].slug.upper() if len(countries) == 1 else ""
    address = thing("PostalAddress", addressLocality=original.place, addressCountry=code)
    return thing(
        "Organization",
        **{"@id": url},
        name=page.title,
        alternateName=original.short_name,
        description=page.summary,
        url=original.website or url,
        mainEntityOfPage=url,
        sameAs=[channel.url for channel in page.channel_links],
        email=original.email,
        telephone=original.telephone,
        address=address if original.place else None,
        areaServed=[thing("Country", name=concept.label()) for concept in countries],
    )
