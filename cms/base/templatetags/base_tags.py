"""What the base template needs: settings, languages, URLs in the other languages, breadcrumbs."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from cms.base.delivery.language_fallback import Reader, query_of, reader_of, with_fallback_language
from cms.base.delivery.offered import is_shown_to_staff_only, offered_languages
from cms.base.delivery.parent_urls import list_above
from cms.base.delivery.related_pages import RelatedPage, RelatedPages, related_pages_of
from cms.base.delivery.sites import settings_for, site_for
from cms.base.delivery.urls import full_url_of, url_of
from cms.base.display.part import path_of_part
from cms.base.i18n.language_codes import language_tag
from cms.base.languages import active_language, language_name
from cms.base.models import SiteSettings

register = template.Library()
register.filter(list_above)
Context = dict[str, Any]


@dataclass(frozen=True)
class LanguageLink:
    """A link in the language switcher: to the same page (perhaps in another language), or to its nearest ancestor."""

    code: str
    name: str
    url: str
    current: bool
    translated: bool
    shown_in: str = ""  # the code of the language that the page is shown in instead


@dataclass(frozen=True)
class Alternate:
    code: str  # the tag of a language, or "x-default"
    url: str


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


@register.simple_tag(takes_context=True)
def site_settings(context: Context) -> SiteSettings:
    """The settings of the site; the defaults if there is no request or no site."""
    request: HttpRequest | None = context.get("request")
    return settings_for(request) if request else SiteSettings()


def _related_pages(context: Context) -> RelatedPages | None:
    """The related pages of the one shown; None if no page is shown, as in the site search."""
    page = context.get("page")
    return related_pages_of(page) if page is not None and page.pk else None


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """One for every offered language, preserving the query string of a search. None in a preview without a request."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    page, related, group = context.get("page"), _related_pages(context), _translations(context)
    part, query, current = path_of_part(context), query_of(request), active_language()
    keeps_path = page is None and context.get("keeps_path_in_every_language")
    instead = next(iter(group), "") if getattr(page, "searchable", False) else ""
    links = []
    for code in offered_languages(request):
        shown_in = ""
        if code in group:
            url = url_of(group[code], request) + part + query
        elif keeps_path:
            url = f"/{code}/{request.path.split('/', 2)[2]}{query}"
        elif code == current and related:
            url = url_of(related.page, request) + part
        elif instead:
            url, shown_in = with_fallback_language(url_of(group[instead], request), instead, code), instead
        else:
            nearest = related.nearest(code) if related else None
            url = url_of(nearest, request) if nearest else f"/{code}/"
        is_translated = code in group or page is None or code == current
        links.append(LanguageLink(code, language_name(code), url, code == current, is_translated, shown_in))
    return links


def _translations(context: Context) -> dict[str, RelatedPage]:
    """The page shown in the offered languages that it exists in, in their order; empty if no page is shown."""
    related, request = _related_pages(context), context.get("request")
    group = related.translations if related else {}
    return {code: group[code] for code in offered_languages(request) if code in group} if request else {}


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[Alternate]:
    """The page in every language it exists in, including its own, and the default for all others (x-default)."""
    request, pages = context.get("request"), _translations(context)
    if not pages:
        return []
    default, part = next(iter(pages.values())), path_of_part(context)
    tagged = [*((language_tag(code), page) for code, page in pages.items()), ("x-default", default)]
    return [Alternate(tag, full_url_of(page, request) + part) for tag, page in tagged]


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    """The page's own URL; the original's for a page that is not translated."""
    page, request = context.get("page"), context.get("request")
    if page is None or not page.pk:
        return request.build_absolute_uri(request.path) if request else ""
    return full_url_of(page.alias_of or page, request) + path_of_part(context)


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Crumb]:
    """The visible ancestors of the page shown, the home page first, and the page itself above a part of it."""
    related, request = _related_pages(context), context.get("request")
    if related is None:
        return []
    above = [*related.above, *([related.page] if path_of_part(context) else [])]
    return [Crumb(p.title, url_of(p, request)) for p in above]


@register.simple_tag(takes_context=True)
def reader_from_another_language(context: Context) -> Reader | None:
    """The reader who was sent to the page although it is not translated into their language."""
    page, request = context.get("page"), context.get("request")
    return reader_of(page, request) if page is not None and request else None


@register.simple_tag(takes_context=True)
def shown_to_staff_only(context: Context) -> bool:
    """Whether only staff are served the language of the URL."""
    request: HttpRequest | None = context.get("request")
    return bool(request and site_for(request) and hasattr(request, "user") and is_shown_to_staff_only(request))


@register.simple_tag
def html_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag(takes_context=True)
def text_language(context: Context) -> str:
    """The language of the page's text: an alias shows the text of its original."""
    page = context.get("page")
    return (page.alias_of or page).locale.language_code if page else html_language()
