"""The kinds of pages that the site search lists; each declares its label, card and date on its own class."""

from functools import cache
from typing import Any

from wagtail.models import get_page_models

from cms.base.models import BasePage


@cache  # the classes do not change; every card of a page of results looks up its own
def page_kinds() -> dict[str, type[BasePage]]:
    """By their value of the facet "kind"; if several classes share a kind, the first."""
    kinds: dict[str, Any] = {}
    for model in get_page_models():
        if issubclass(model, BasePage) and model.searchable:
            kinds.setdefault(model.kind, model)
    return kinds
