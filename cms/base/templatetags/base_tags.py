"""What every page's frame needs: settings, languages, addresses of the other languages, breadcrumbs."""

from dataclasses import dataclass, field
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page, Site

from cms.base.languages import active_language
from cms.base.models import SiteSettings
from cms.base.structured_data import json_ld as as_json_ld
from cms.base.visibility import visible

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


@dataclass
class Family:
    """The pages around the shown one: its visible translations, by language, and the pages above it, the home first."""

    group: dict[str, Page] = field(default_factory=dict)
    above: list[Page] = field(default_factory=list)


def _family(context: Context) -> Family:
    """Asked once for each page that is shown."""
    page = context.get("page")
    if page is None or not page.pk:
        return Family()
    if not hasattr(page, "_family"):
        page._family = _ask_family(page, context.get("request"))
    return page._family


def _ask_family(page: Page, request: HttpRequest | None) -> Family:
    steps = range(2 * Page.steplen, len(page.path), Page.steplen)
    paths = [page.path[:end] for end in steps]
    around = Q(translation_key=page.translation_key, alias_of=None) | Q(path__in=paths)
    pages = list(visible(Page.objects.filter(around), request).select_related("locale").order_by("path"))
    group = sorted((p for p in pages if p.translation_key == page.translation_key), key=lambda p: p.pk)
    return Family({p.locale.language_code: p for p in group}, [p for p in pages if p.path in paths])


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """Every offered language, with the query of a search kept."""
    request: HttpRequest | None = context.get("request")
    group = _family(context).group
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
        is_translated = bool(page or context.get("page") is None or code == current)
        links.append(LanguageLink(code, name, url, code == current, is_translated))
    return links


def _nearest(context: Context, code: str) -> str:
    """The nearest ancestor that exists in the language, or its home page."""
    page, request = context.get("page"), context.get("request")
    if page is None or not page.pk:
        return f"/{code}/"
    if not hasattr(page, "_translated_ancestors"):
        keys = [p.translation_key for p in _family(context).above]
        translated = Page.objects.filter(translation_key__in=keys, alias_of=None)
        ancestors = visible(translated, request).select_related("locale").order_by("depth")
        page._translated_ancestors = {p.locale.language_code: p for p in ancestors}
    ancestor = page._translated_ancestors.get(code)
    return ancestor.get_url(request) if ancestor else f"/{code}/"


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[Alternate]:
    """The page in every language that it exists in, itself included, and where all others go (x-default)."""
    request = context.get("request")
    group = _family(context).group
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
    home = _home(context)
    if request is None or home is None:
        return []
    pages = visible(Page.objects.child_of(home).in_menu(), request)
    here = request.path
    return [
        {"title": page.title, "url": url, "current": here.startswith(url)}
        for page in pages
        if (url := page.get_url(request))
    ]


def _home(context: Context) -> Page | None:
    """The home page in the reader's language."""
    page, request = context.get("page"), context.get("request")
    if page is not None and page.pk:
        return next(iter([*_family(context).above, page]))
    site = Site.find_for_request(request) if request else None
    if site is None:
        return None
    key = Page.objects.filter(pk=site.root_page_id).values("translation_key")
    return Page.objects.filter(translation_key__in=key, locale__language_code=active_language()).first()


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Crumb]:
    """The pages above the shown one, the home page first."""
    request = context.get("request")
    return [Crumb(p.title, p.get_url(request)) for p in _family(context).above]


@register.simple_tag
def html_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag(takes_context=True)
def text_language(context: Context) -> str:
    """The language that the page's text is written in: an alias shows its original's words."""
    page = context.get("page")
    return (page.alias_of or page).locale.language_code if page else html_language()


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    return as_json_ld(data)
