"""The drawn cover of a page."""

from typing import Any

from django import template

from cms.base.covers import urls
from cms.base.covers.pages import cover_of

register = template.Library()


@register.simple_tag
def cover_url(page: Any) -> str:
    return urls.cover_url(cover_of(page).code)
