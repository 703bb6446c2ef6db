"""How the partners can be reached: their facts, for a page of contacts."""

from typing import Any

from django.http import HttpRequest

from cms.base.delivery.language_fallback import in_best_language, reading_order
from cms.base.delivery.related_pages import related_pages_of
from cms.base.models.originals import at_or_below
from practices.facts import load_concepts
from practices.partners.page import PartnerPage
from practices.partners.visibility import visible_partners


def contacts_for(page: Any, request: HttpRequest) -> list[PartnerPage]:
    """The partners of the site, in the language of `page` or else in another, the coordinator first. Two queries."""
    home = related_pages_of(page).home
    homes = [each for each in related_pages_of(page).pages if each.group == home.group]
    partners = visible_partners(PartnerPage.objects.filter(at_or_below(homes), alias_of=None))
    partners = partners.exclude(original_page__live=False)
    partners = in_best_language(partners, reading_order(page.locale.language_code, request))
    found = list(partners.select_related("original_page", "locale").order_by("path"))
    load_concepts([partner.original for partner in found], "countries")
    return sorted(found, key=lambda partner: not partner.original.is_coordinator)
