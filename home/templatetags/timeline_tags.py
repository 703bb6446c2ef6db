"""Where the project stands, on other pages than its own."""

from typing import Any

from django import template

from home.timeline.strip import strip_of

register = template.Library()


@register.inclusion_tag("components/timeline_strip.html", takes_context=True)
def timeline_strip(context: dict[str, Any]) -> dict[str, Any]:
    """The steps of the timeline below the home page that is shown. Its page loads `css/timeline.css`."""
    steps, url = strip_of(context["page"], context["request"])
    return {"steps": steps, "url": url, "ui_language": context.get("ui_language")}
