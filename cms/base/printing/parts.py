"""Parts of what is printed that every document has, as `common.typ` reads them."""

from typing import Any

from django.utils.translation import gettext as _

from cms.base.language_codes import base_language, is_right_to_left
from cms.base.models import SiteSettings
from cms.base.rich_text import text

Data = dict[str, Any]


def language(code: str) -> Data:
    """As the typesetter names a language: an ISO code, a country or None, and the direction."""
    region = next((tag.upper() for tag in code.split("-")[1:] if len(tag) == 2), None)
    return {"code": base_language(code), "region": region, "rtl": is_right_to_left(code)}


def printed_site(site: SiteSettings) -> Data:
    return {
        "name": text(site.name),
        "tagline": text(site.tagline_text),
        "logo": "logo.png" if site.logo_id else None,
        "sun": site.accent_colour,
        "link": site.link_colour,
    }


def printed_funding(site: SiteSettings) -> Data | None:
    funding = site.funding
    return {**funding, "emblem": _("Flag of the European Union")} if funding else None


def without_scheme(url: str) -> str:
    """As it is printed: whoever types it need not type that."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")
