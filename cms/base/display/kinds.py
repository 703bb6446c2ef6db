"""The kinds of pages that the site search lists; each declares its label, card and date on its own class."""

from functools import cache

from cms.base.models import BasePage
from cms.base.models.page import page_types


@cache  # the classes do not change; every card of a page of results looks up its own
def page_kinds() -> dict[str, type[BasePage]]:
    """By their value of the facet "kind"; if several classes share a kind, the first."""
    kinds: dict[str, type[BasePage]] = {}
    for model in page_types():
        if model.searchable:
            kinds.setdefault(model.kind, model)
    return kinds
