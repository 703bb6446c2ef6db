"""Template tags for the home page."""

from typing import Any

from django import template

from home.pages import front_page as pages

register = template.Library()


@register.simple_tag(takes_context=True)
def front_page(context: dict[str, Any]) -> pages.FrontPage:
    """What the home page shown lists."""
    return pages.FrontPage(context["page"], context["request"])
