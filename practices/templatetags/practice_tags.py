"""Template tags for practices and partners."""

from typing import Any

from django import template

from cms.base.delivery.language_fallback import reading_order
from practices.partners.contacts import contacts_for
from practices.partners.page import PartnerPage
from practices.repository import cards
from practices.repository.context import PracticeDetails, details_of

register = template.Library()


@register.simple_tag(takes_context=True)
def partner_practices(context: dict[str, Any], partner: PartnerPage) -> cards.CardPage:
    """The page of the partner's practices that the request names, each in the partner page's language if it has it."""
    request = context["request"]
    languages = reading_order(partner.locale.language_code, request)
    return cards.partner_practices(partner, languages, request.GET.get("page"))


@register.simple_tag(takes_context=True)
def practice_details(context: dict[str, Any]) -> PracticeDetails:
    """The details of the practice shown."""
    return details_of(context["page"], context["request"])


@register.simple_tag(takes_context=True)
def partner_contacts(context: dict[str, Any], page: Any) -> list[PartnerPage]:
    """The partners, for a page of contacts; none on a preview without a request or of a page that was never saved."""
    request = context.get("request")
    return contacts_for(page, request) if request and page.pk else []
