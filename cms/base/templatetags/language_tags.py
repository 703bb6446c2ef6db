"""How HTML names the language of a text, and the direction that it is written in."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.base import language_codes

register = template.Library()
register.filter(language_codes.language_tag)
register.filter(language_codes.is_right_to_left)


@register.filter
def lang(code: str) -> SafeString:
    """The attribute `lang` of an element in a language, with `dir` if the page is written in the other direction."""
    tag, is_right_to_left = language_codes.language_tag(code), language_codes.is_right_to_left(code)
    if is_right_to_left == language_codes.is_right_to_left(get_language() or ""):
        return format_html('lang="{}"', tag)
    return format_html('lang="{}" dir="{}"', tag, "rtl" if is_right_to_left else "ltr")
