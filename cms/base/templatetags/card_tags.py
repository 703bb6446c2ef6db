"""Filters for `components/card.html`."""

from django import template

from cms.base import languages
from cms.base.delivery import language_fallback

register = template.Library()


@register.filter
def with_fallback_language(url: str, language: str) -> str:
    """`url` of a page in `language`, as a link for readers of the active language."""
    return language_fallback.with_fallback_language(url, language)


@register.filter
def language_name(code: str) -> str:
    """The language's own name."""
    return languages.language_name(code)
