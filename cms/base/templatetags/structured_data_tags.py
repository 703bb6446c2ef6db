"""The page shown as one graph of schema.org data: the site's publisher, the page itself, and its breadcrumbs."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.base.delivery.related_pages import related_pages_of
from cms.base.delivery.sites import site_for
from cms.base.delivery.urls import full_url_of
from cms.base.display.part import Part
from cms.base.display.structured_data import Node, json_ld, thing
from cms.base.display.structured_data import structured_data as describe
from cms.base.models import SiteSettings

register = template.Library()
LOGO = 512  # pixels


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> SafeString | str:
    """The page shown as JSON-LD; empty in the preview of a page that was never saved, and for views without a page."""
    page: Page | None = context.get("page")
    request: HttpRequest | None = context.get("request")
    if page is None or not page.pk or request is None or not (site := site_for(request)):
        return ""
    publisher = _publisher(SiteSettings.for_request(request), f"{site.root_url}/", request)
    url = full_url_of(page.alias_of or page, request)
    if part := context.get("part"):
        return json_ld([publisher, *_breadcrumbs(page, url, request, part)])
    described = describe(page, request, url, {"@id": publisher["@id"]})
    return json_ld([publisher, described, *_breadcrumbs(page, url, request)])


def _publisher(settings: SiteSettings, url: str, request: HttpRequest) -> Node:
    return thing(
        "Organization",
        **{"@id": f"{url}#publisher"},
        name=settings.name,
        url=url,
        logo=request.build_absolute_uri(settings.icon(LOGO)),
        sameAs=[channel.url for channel in settings.channel_links],
    )


def _breadcrumbs(page: Page, url: str, request: HttpRequest, part: Part | None = None) -> list[Node]:
    """The visible ancestors, the page itself and its part; nothing for a home page, which has none."""
    above = [(full_url_of(each, request), each.title) for each in related_pages_of(page).above]
    if not above:
        return []
    below = [(url + part.path, part.title)] if part else []
    items = [
        thing("ListItem", position=position, name=title, item=each)
        for position, (each, title) in enumerate([*above, (url, page.title), *below], 1)
    ]
    return [thing("BreadcrumbList", itemListElement=items)]
