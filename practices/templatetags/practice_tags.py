"""Template tags for practices and partners."""

from typing import Any

from django import template

from cms.base.delivery.language_fallback import reading_order
from cms.base.display.cards import Card
from practices.models import PartnerPage
from practices.repository import cards
from practices.repository.context import PracticeDetails, details_of

register = template.Library()


@register.simple_tag(takes_context=True)
def partner_practices(context: dict[str, Any], partner: PartnerPage) -> list[Card]:
    """A card for each of the partner's practices, in the language of the partner's page if there is one."""
    return cards.partner_practices(partner, reading_order(partner.locale.language_code, context["request"]))


@register.simple_tag(takes_context=True)
def practice_details(context: dict[str, Any]) -> PracticeDetails:
    """The details of the practice shown."""
    return details_of(context["page"], context["request"])
