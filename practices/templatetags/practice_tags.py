"""Template tags for practices and partners."""

from typing import Any

from django import template

from practices.repository.cards import partner_practices
from practices.repository.context import PracticeDetails, details_of

register = template.Library()
register.simple_tag(partner_practices)


@register.simple_tag(takes_context=True)
def practice_details(context: dict[str, Any]) -> PracticeDetails:
    """The details of the practice shown."""
    return details_of(context["page"], context["request"])
