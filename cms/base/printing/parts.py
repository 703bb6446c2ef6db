"""The parts that every printed document has, as `common.typ` reads them."""

from typing import Any

from django.utils.translation import gettext as _

from cms.base.i18n.language_codes import base_language, is_right_to_left
from cms.base.models import SiteSettings
from cms.base.text import storable

Data = dict[str, Any]


def language(code: str) -> Data:
    """The language as the typesetter needs it: an ISO code, a country or None, and the direction."""
    region = next((tag.upper() for tag in code.split("-")[1:] if len(tag) == 2), None)
    return {"code": base_language(code), "region": region, "rtl": is_right_to_left(code)}


def printed_site(site: SiteSettings) -> Data:
    return {
        "name": storable(site.name),
        "tagline": storable(site.tagline_text),
        "logo": "logo.png" if site.logo_id else None,
        "sun": site.accent_colour,
        "link": site.link_colour,
    }


def printed_funding(site: SiteSettings) -> Data | None:
    funding = site.funding
    return {**funding, "emblem": _("Flag of the European Union")} if funding else None


def without_scheme(url: str) -> str:
    """The URL as it is printed: nobody needs to type the scheme."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")
