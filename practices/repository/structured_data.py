"""Practices as schema.org data, for search engines and other catalogues."""

from django.http import HttpRequest

from cms.base.display.structured_data import Node, headline, iso, language_of, structured_data, thing, web_page
from cms.base.per_language.texts import Texts, text_to_read
from cms.base.sharing.pictures import shared_picture
from cms.base.text import lines_of
from practices.partners.listing import PartnerAbove
from practices.repository.choices import LICENCE_URLS
from practices.repository.context import details_of
from practices.repository.index import PracticeIndexPage
from practices.repository.practice import PracticePage


@structured_data.register
def practice(page: PracticePage, request: HttpRequest, url: str, publisher: Node) -> Node:
    """`page` in its own language; what is taught, to whom and where comes from the original's facts.

    Both an article, which search engines show, and a learning resource, which catalogues harvest.
    """
    original, details = page.original, details_of(page, request)
    changed = [each for each in (page.last_published_at, original.last_published_at) if each]
    places = [thing("Country", name=concept.label()) for concept in original.countries.all()]
    return thing(
        ["Article", "LearningResource"],
        **{"@id": url},
        mainEntityOfPage=url,
        url=url,
        headline=headline(page),
        description=page.summary,
        inLanguage=language_of(page),
        datePublished=iso(page.first_published_at),
        dateModified=iso(max(changed, default=None)),
        author=_author(details.partner) if details.partner else publisher,
        publisher=publisher,
        image=shared_picture(original.image, request),
        license=LICENCE_URLS.get(original.licence),
        about=[thing("Thing", name=concept.label()) for concept in original.target_groups.all()],
        audience=[thing("Audience", audienceType=concept.label()) for concept in original.audiences.all()],
        teaches=[concept.label() for concept in original.skill_types.all()],
        keywords=[concept.label() for concept in original.methods.all()],
        spatialCoverage=[*places, *(thing("Place", name=name) for name in _lines(original.area))],
        temporalCoverage=_years(original),
        sourceOrganization=[thing("Organization", name=name) for name in _lines(original.organisations)],
        isBasedOn=original.source_url,
    )


def _author(partner: PartnerAbove) -> Node:
    if not partner.is_shown:
        return thing("Organization", name=partner.short_name)
    return thing("Organization", **{"@id": partner.full_url}, name=partner.title, url=partner.full_url)


def _years(original: PracticePage) -> str:
    """An ISO 8601 interval: "2012/2015", or "2012/.." if it is ongoing; empty if nothing is known."""
    start, end = original.start_year, original.end_year
    if original.ongoing and start:
        return f"{start}/.."
    if start and end:
        return str(start) if start == end else f"{start}/{end}"
    return str(start or "") or (f"../{end}" if end else "")


def _lines(texts: Texts) -> list[str]:
    """The lines of a free-text fact, in the language that readers see."""
    text, _language = text_to_read(texts)
    return lines_of(text)


@structured_data.register
def repository(page: PracticeIndexPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    return web_page(page, url, "CollectionPage")
