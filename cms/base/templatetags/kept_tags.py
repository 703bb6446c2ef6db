"""Parts of pages that are drawn once, until the clock of changes moves."""

from collections.abc import Hashable
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils import timezone
from django.utils.translation import get_language

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.delivery.sites import site_for

register = template.Library()
_drawn: AsOfClock[str] = AsOfClock()


class Kept(template.Node):
    def __init__(self, nodes: NodeList, name: str, values: list[FilterExpression]) -> None:
        self.nodelist, self.name, self.values = nodes, name, values

    def render(self, context: template.Context) -> str:
        request, values = context.get("request"), [_as_key(value.resolve(context)) for value in self.values]
        if request is None or settings.DEBUG or None in values:  # a page that was never saved has no id
            return self.nodelist.render(context)
        key = (self.name, site_for(request), get_language(), timezone.localdate(), *values)
        return _drawn.kept(request, *key, make=lambda: self.nodelist.render(context))


def _as_key(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """`{% kept "name" value … %}…{% endkept %}`: drawn once for these values, the site, the language and the day.

    Besides these, it may only depend on what the clock counts: never on who reads, nor on the rest of the context. What
    it sets is not seen below it.
    """
    _tag, name, *values = token.split_contents()
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodes, name, [parser.compile_filter(value) for value in values])
