"""Filters for `components/card.html`."""

from django import template

from cms.base.delivery.language_fallback import with_fallback_language
from cms.base.languages import language_name

register = template.Library()
register.filter(with_fallback_language)
register.filter(language_name)
