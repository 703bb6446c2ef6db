"""What every page's frame needs: settings, languages, addresses of the other languages, breadcrumbs."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from cms.base.languages import active_language
from cms.base.models import SiteSettings

register = template.Library()
Context = dict[str, Any]


@dataclass(frozen=True)
class LanguageLink:
    """Where the language switcher goes: the same page, or its nearest translated ancestor."""

    code: str
    name: str
    url: str
    current: bool
    translated: bool


@dataclass(frozen=True)
class Alternate:
    code: str  # a language, or "x-default"
    url: str


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


@register.simple_tag(takes_context=True)
def site_settings(context: Context) -> SiteSettings:
    """The settings of the site; the defaults where there is no request or no site."""
    request = context.get("request")
    if request is None or Site.find_for_request(request) is None:
        return SiteSettings()
    return SiteSettings.for_request(request)


def _group(context: Context) -> dict[str, Page]:
    """The visible pages of the shown page's translation group, by language; asked once a request."""
    page = context.get("page")
    if page is None or not page.pk:
        return {}
    if not hasattr(page, "_pages_by_language"):
        page._pages_by_language = _visible_group(page)
    return page._pages_by_language


def _visible_group(page: Page) -> dict[str, Page]:
    pages = (
        Page.objects.live()
        .public()
        .filter(translation_key=page.translation_key, alias_of=None)
        .select_related("locale")
        .order_by("pk")
    )
    return {p.locale.language_code: p for p in pages}


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """Every offered language, with the query of a search kept."""
    request: HttpRequest | None = context.get("request")
    group = _group(context)
    query = f"?{request.META['QUERY_STRING']}" if request and request.META.get("QUERY_STRING") else ""
    current = active_language()
    keeps_path = context.get("page") is None and context.get("keeps_path_in_every_language")
    links = []
    for code, name in site_settings(context).offered_languages():
        page = group.get(code)
        if page:
            url = page.get_url(request) + query
        elif keeps_path and request:
            url = f"/{code}/{request.path.split('/', 2)[2]}{query}"
        else:
            url = _nearest(context, code)
        is_translated = bool(page or keeps_path or code == current)
        links.append(LanguageLink(code, name, url, code == current, is_translated))
    return links


def _nearest(context: Context, code: str) -> str:
    """The nearest ancestor that exists in the language, or its home page."""
    page, request = context.get("page"), context.get("request")
    if page is None or not page.pk:
        return f"/{code}/"
    if not hasattr(page, "_translated_ancestors"):
        keys = list(page.get_ancestors().filter(depth__gt=1).values_list("translation_key", flat=True))
        ancestors = (
            Page.objects.live()
            .public()
            .filter(translation_key__in=keys, alias_of=None)
            .select_related("locale")
            .order_by("depth")
        )
        page._translated_ancestors = {p.locale.language_code: p for p in ancestors}
    ancestor = page._translated_ancestors.get(code)
    return ancestor.get_url(request) if ancestor else f"/{code}/"


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[Alternate]:
    """The page in every language that it exists in, itself included, and where all others go (x-default)."""
    request = context.get("request")
    group = _group(context)
    pages = {code: page for code, _ in settings.LANGUAGES if (page := group.get(code))}
    if not pages:
        return []
    found = [Alternate(code, page.get_full_url(request)) for code, page in pages.items()]
    default = pages.get(settings.LANGUAGE_CODE) or min(pages.values(), key=lambda page: page.pk)
    return [*found, Alternate("x-default", default.get_full_url(request))]


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    """The page's own address; that of the original for a page that is not translated."""
    page, request = context.get("page"), context.get("request")
    if page is None or not page.pk:
        return request.build_absolute_uri(request.path) if request else ""
    return (page.alias_of or page).get_full_url(request)


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[dict[str, Any]]:
    """The children of the home page in the reader's language that are shown in menus."""
    request: HttpRequest | None = context.get("request")
    site = Site.find_for_request(request) if request else None
    if request is None or site is None:
        return []
    home_key = Page.objects.filter(pk=site.root_page_id).values("translation_key")
    home = Page.objects.filter(translation_key__in=home_key, locale__language_code=active_language()).first()
    if home is None:
        return []
    pages = Page.objects.child_of(home).live().public().in_menu()
    here = request.path
    return [
        {"title": page.title, "url": url, "current": here.startswith(url)}
        for page in pages
        if (url := page.get_url(request))
    ]


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Crumb]:
    """The pages above the shown one, the home page first."""
    page, request = context.get("page"), context.get("request")
    if page is None or not page.pk:
        return []
    above = page.get_ancestors().filter(depth__gt=1).live()
    return [Crumb(p.title, p.get_url(request)) for p in above]


@register.simple_tag
def html_language() -> str:
    return get_language() or settings.LANGUAGE_CODE
