"""Issues of the newsletter, and their archive, as schema.org data."""

from django.http import HttpRequest

from cms.base.delivery.sites import settings_for
from cms.base.display.structured_data import Node, iso, language_of, structured_data, thing, web_page
from home.newsletter.index_page import NewsletterIndexPage
from home.newsletter.issue_page import NewsletterPage


@structured_data.register
def issue(page: NewsletterPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    return thing(
        "PublicationIssue",
        **{"@id": url},
        url=url,
        name=page.title,
        description=page.summary,
        issueNumber=page.number,
        inLanguage=language_of(page),
        datePublished=iso(page.listing_date),
        publisher=publisher,
        isPartOf=thing("Periodical", name=settings_for(request).name),
    )


@structured_data.register
def archive(page: NewsletterIndexPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    return web_page(page, url, "CollectionPage")
