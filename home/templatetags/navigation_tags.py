"""The main menu and the footer of every page."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest

from cms.base.delivery.related_pages import RelatedPage
from cms.base.delivery.urls import url_of
from home.navigation import navigation

register = template.Library()


@dataclass(frozen=True)
class MenuItem:
    title: str
    url: str
    current: str  # the value of `aria-current`: "page", "true" for what is above the page, or nothing


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[MenuItem]:
    """The children of the home page in the reader's language that are shown in menus."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    pages = [page for page in navigation(request, context.get("page")).below_home if page.show_in_menus]
    return [_item(page, url, request) for page in pages if (url := url_of(page, request))]


@register.simple_tag(takes_context=True)
def footer_menu(context: dict[str, Any]) -> list[MenuItem]:
    """The standard pages in the reader's language that are shown in the footer: accessibility, privacy, contact."""
    request: HttpRequest | None = context.get("request")
    pages = navigation(request, context.get("page")).footer if request else []
    return [_item(page, url_of(page, request), request) for page in pages] if request else []


def _item(page: RelatedPage, url: str, request: HttpRequest) -> MenuItem:
    is_at_or_below = bool(url) and request.path.startswith(url)
    return MenuItem(page.title, url, ("page" if request.path == url else "true") if is_at_or_below else "")
