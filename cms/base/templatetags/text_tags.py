"""Typographic details of texts."""

import re

from django import template
from django.template.defaultfilters import stringfilter

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def whole_numbers(text: str) -> str:
    """`text` with numbers that do not wrap: in some languages, spaces group thousands."""
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "\N{NO-BREAK SPACE}", text)
