"""The metadata for social networks in the head of a page."""

from typing import Any

from django import template

from cms.base.sharing import pages

register = template.Library()
register.filter(pages.og_locale)


@register.simple_tag(takes_context=True)
def shared(context: dict[str, Any]) -> pages.Shared | None:
    """None without a page, and for one that was never published, as on a preview."""
    page, request = context.get("page"), context.get("request")
    if page is None or request is None or not page.pk or not page.live:
        return None
    return pages.shared(page.alias_of.specific if page.alias_of else page, request)
