"""The partners' contact details, for a contact page."""

from typing import Any

from django.http import HttpRequest

from cms.base.delivery.language_fallback import reading_order
from cms.base.delivery.related_pages import related_pages_of
from practices.partners.listing import partners_below
from practices.partners.page import PartnerPage


def contacts_for(page: Any, request: HttpRequest) -> list[PartnerPage]:
    """The site's partners, in the language of `page` or else in another, coordinator first. Two queries."""
    home = related_pages_of(page).home
    homes = [each for each in related_pages_of(page).pages if each.group == home.group]
    found = partners_below(homes, reading_order(page.locale.language_code, request), request)
    return sorted(found, key=lambda partner: not partner.original.is_coordinator)
