"""How a page is shared: its social card or photograph, and the other metadata that networks read."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, singledispatch
from typing import Any
from urllib.parse import urljoin

from babel.core import get_global
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from cms.base.covers.pages import cover_of
from cms.base.delivery.sites import settings_for
from cms.base.delivery.urls import full_url_of
from cms.base.i18n.language_codes import cldr_locale, language_tag
from cms.base.models import BasePage
from cms.base.sharing.card import HEIGHT, WIDTH, SocialCard
from cms.base.sharing.pictures import shared_rendition


@dataclass(frozen=True)
class Shared:
    image_url: str
    image_alt: str
    locale: str
    width: int = WIDTH
    height: int = HEIGHT
    published: datetime | None = None
    modified: datetime | None = None


@singledispatch
def kicker_of(page: Any) -> str:
    """The text above the title on a page's card, in its language; each kind of page may add to it."""
    return ""


def shared(page: BasePage, request: HttpRequest) -> Shared:
    code = page.locale.language_code
    dates = {"published": page.listing_date, "modified": page.last_published_at} if page.has_cover else {}
    if picture := _picture(page, request):
        rendition, alternative = picture
        size = {"width": rendition.width, "height": rendition.height}
        return Shared(rendition.full_url, alternative, og_locale(code), **size, **dates)
    card = urljoin(full_url_of(page, request) or request.build_absolute_uri(), card_url(page, request))
    return Shared(card, page.shared_title, og_locale(code), **dates)


def _picture(page: BasePage, request: HttpRequest) -> tuple[Any, str] | None:
    """The page's photograph, or the site's share image if the page has no cover either, and what it shows."""
    if page.photograph:
        image, alternative = page.photograph, getattr(page, "image_alt", "") or page.photograph.description
    else:
        image = None if page.has_cover else settings_for(request).share_image
        alternative = (image.description if image else "") or page.shared_title
    rendition = shared_rendition(image)
    return (rendition, alternative) if rendition else None


def card_url(page: BasePage, request: HttpRequest) -> str:
    return reverse("social_card", args=[page.pk, card_of(page, request).digest])


def card_of(page: BasePage, request: HttpRequest) -> SocialCard:
    with translation.override(page.locale.language_code):
        return SocialCard(page.shared_title, kicker_of(page), settings_for(request).name, cover_of(page))


@lru_cache
def og_locale(code: str) -> str:
    """The locale with a country, as Open Graph requires: "lt_LT", "pt_BR"."""
    locale = cldr_locale(code)
    if locale is None:
        return language_tag(code).replace("-", "_")
    likely = get_global("likely_subtags")
    full = likely.get(str(locale)) or likely.get(locale.language) or ""
    country = locale.territory or full.rpartition("_")[2]
    return f"{locale.language}_{country}" if country else locale.language
