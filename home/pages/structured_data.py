"""Home pages as schema.org data: the site, and how to search it. And standard pages."""

from django.http import HttpRequest
from django.urls import reverse

from cms.base.display.structured_data import Node, language_of, structured_data, thing, web_page
from cms.base.models import SiteSettings
from home.pages.home_page import HomePage
from home.pages.standard_page import StandardPage


@structured_data.register
def web_site(page: HomePage, request: HttpRequest, url: str, publisher: Node) -> Node:
    search = request.build_absolute_uri(reverse("site_search"))
    return thing(
        "WebSite",
        **{"@id": url},
        url=url,
        name=SiteSettings.for_request(request).name,
        description=page.introduction or page.search_description,
        inLanguage=language_of(page),
        publisher=publisher,
        potentialAction=thing(
            "SearchAction",
            target=thing("EntryPoint", urlTemplate=f"{search}?q={{search_term_string}}"),
            **{"query-input": "required name=search_term_string"},
        ),
    )


@structured_data.register
def standard_page(page: StandardPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    return web_page(page, url, "ContactPage" if page.show_partner_contacts else "WebPage")
