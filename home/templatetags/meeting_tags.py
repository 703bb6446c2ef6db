"""What a meeting's page shows in addition to its own words."""

from typing import Any

from django import template

from home.meetings.details import MeetingDetails

register = template.Library()


@register.simple_tag(takes_context=True)
def meeting_details(context: dict[str, Any]) -> MeetingDetails:
    return MeetingDetails.of(context["page"], context["request"])
