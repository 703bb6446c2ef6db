"""How HTML declares the language and direction of a text.

A page is in the language of its URL. The site's own words on it may be in another (`cms.base.i18n.catalogues`): then
`body` has that language, and each piece of content its own.
"""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.base.i18n import language_codes
from cms.base.i18n.catalogues import interface_language

register = template.Library()
register.filter(language_codes.language_tag)
register.filter(language_codes.direction)
register.filter("interface_of", interface_language)
NOTHING = SafeString("")


@register.filter
def lang(code: str) -> SafeString:
    """The attribute `lang` of an element in a language; with `dir` on a site that is written in both directions."""
    tag = language_codes.language_tag(code)
    if not any(map(language_codes.is_right_to_left, settings.LANGUAGE_CODES)):
        return format_html('lang="{}"', tag)
    return format_html('lang="{}" dir="{}"', tag, language_codes.direction(code))


@register.filter
def words_lang(code: str) -> SafeString:
    """` lang="…"` for content in the language `code`; nothing if the surrounding text is in that language."""
    return format_html(" {}", lang(code)) if code and code != interface_language() else NOTHING


@register.filter
def interface_lang(code: str) -> SafeString:
    """` lang="…"` for the site's own words inside a text in the language `code`; nothing if that is theirs."""
    return NOTHING if code == interface_language() else format_html(" {}", lang(interface_language()))


@register.filter
def name_in_sentence(code: str) -> str:
    """The name of a language in one of the site's own sentences."""
    return language_codes.name_for(code, interface_language())


@register.simple_tag
def body_attributes() -> SafeString:
    """The attributes of `body` for the site's own words, if they are not in the language of the page.

    The page is laid out in the direction of its content. If the site's words run the other way, the class lets the
    style sheet set each of them in its own direction.
    """
    page, interface = get_language() or settings.LANGUAGE_CODE, interface_language()
    if page == interface:
        return NOTHING
    if language_codes.direction(page) == language_codes.direction(interface):
        return format_html(" {}", lang(interface))
    tag = language_codes.language_tag(interface)
    return format_html(' class="other-direction" lang="{}" dir="{}"', tag, language_codes.direction(page))
