"""Template tags for practices and partners."""

from typing import Any

from django import template

from cms.base.display.cards import Card
from practices.models import PartnerPage
from practices.repository.cards import partner_practices as practices_of_partner
from practices.repository.context import PracticeDetails, details_of

register = template.Library()


@register.simple_tag(takes_context=True)
def practice_details(context: dict[str, Any]) -> PracticeDetails:
    """The details of the practice shown."""
    return details_of(context["page"], context["request"])


@register.simple_tag
def partner_practices(partner: PartnerPage) -> list[Card]:
    """A card for each of the partner's practices, in the language of the partner's page."""
    return practices_of_partner(partner)
