"""Typographic details of texts, and how links are named."""

import re

from django import template
from django.template.defaultfilters import stringfilter

from cms.base.text import host_name

register = template.Library()
register.filter(host_name)


@register.filter(is_safe=True)
@stringfilter
def typeset(text: str) -> str:
    """`text`, in which no line begins with a dash, or ends inside a number, a Lithuanian date or a range of hours.

    Some languages group thousands by spaces.
    """
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d)|[md]\.)| (?=– )", "\N{NO-BREAK SPACE}", text)
    return re.sub(r"(?<=:\d\d–)(?=\d\d:)", "\N{WORD JOINER}", text)
