"""Fragments of pages that are rendered once, until the change clock ticks."""

from collections.abc import Hashable
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils import timezone
from django.utils.translation import get_language

from cms.base.caching.as_of_clock import MadeByCallers
from cms.base.delivery.sites import site_for

register = template.Library()
_fragments: MadeByCallers[str] = MadeByCallers()


class Cached(template.Node):
    def __init__(self, nodes: NodeList, name: str, values: list[FilterExpression]) -> None:
        self.nodelist, self.name, self.values = nodes, name, values

    def render(self, context: template.Context) -> str:
        request, values = context.get("request"), [_as_key(value.resolve(context)) for value in self.values]
        if request is None or settings.DEBUG or None in values:  # an unsaved page has no id
            return self.nodelist.render(context)
        key = (self.name, site_for(request), get_language(), timezone.localdate(), *values)
        return _fragments.get(request, *key, make=lambda: self.nodelist.render(context))


def _as_key(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


@register.tag
def cached(parser: Parser, token: Token) -> Cached:
    """`{% cached "name" value … %}…{% endcached %}`: rendered once for these values, the site, the language, the day.

    Apart from these, it may depend only on what the change clock counts: never on who reads, nor on the time, such as
    whether a meeting has begun, nor on the rest of the context. Variables that it sets are not seen after it.
    """
    _tag, name, *values = token.split_contents()
    nodes = parser.parse(("endcached",))
    parser.delete_first_token()
    return Cached(nodes, name, [parser.compile_filter(value) for value in values])
