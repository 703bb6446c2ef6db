"""The main menu and the footer of every page."""

from typing import Any

from django import template
from django.http import HttpRequest

from cms.base.delivery.urls import url_of
from home.navigation import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The children of the home page in the reader's language that are shown in menus."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    pages = [page for page in navigation(request, context.get("page")).below_home if page.show_in_menus]
    here = request.path
    return [
        {"title": page.title, "url": url, "current": here.startswith(url)}
        for page in pages
        if (url := url_of(page, request))
    ]


@register.simple_tag(takes_context=True)
def footer_menu(context: dict[str, Any]) -> list[dict[str, str]]:
    """The static pages in the reader's language that are shown in the footer: accessibility, privacy, contact."""
    request: HttpRequest | None = context.get("request")
    pages = navigation(request, context.get("page")).footer if request else []
    return [{"title": page.title, "url": url_of(page, request)} for page in pages]
