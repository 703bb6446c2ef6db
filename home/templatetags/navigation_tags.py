"""Navigation that needs to know the kinds of pages of the editorial site."""

from typing import Any

from django import template

from cms.base.languages import active_language
from cms.base.visibility import visible
from home.models import StandardPage

register = template.Library()


@register.simple_tag(takes_context=True)
def footer_menu(context: dict[str, Any]) -> list[dict[str, str]]:
    """The standing pages of the reader's language that belong at the foot: accessibility, privacy, contact."""
    request = context.get("request")
    pages = StandardPage.objects.filter(show_in_footer=True, locale__language_code=active_language())
    return [{"title": page.title, "url": page.get_url(request)} for page in visible(pages, request)]
