"""Template tags through which other apps' templates use the search."""

from typing import Any
from urllib.parse import urlencode

from django import template
from wagtail.models import Page

from search.facets.declared import facets_by_fact
from search.web import front, related

register = template.Library()
MAX_SIMILAR = 3


@register.simple_tag(takes_context=True)
def beside_practice(context: dict[str, Any], page: Page) -> related.Related:
    """What a practice's page links to: up to three practices that share the most facts, and the news that mention it.

    Two queries, and one more for uncached hits, for the first reader after a change.
    """
    return related.shared_of(page, context.get("request"), MAX_SIMILAR)


@register.simple_tag(takes_context=True)
def related_pages(context: dict[str, Any], page: Any) -> related.Related:
    """The pages that `page` mentions, and the news that mention it."""
    return related.shared_of(page, context.get("request"))


@register.simple_tag(takes_context=True)
def front_sections(context: dict[str, Any], page: Any, index_url: str) -> list[front.Section]:
    """The sections of a home page that have content. `index_url` is that of the repository, for searches."""
    return list(front.Front(page, index_url, context["request"]).sections())


@register.simple_tag
def search_by_fact(index_url: str, fact: str, slug: str) -> str:
    """The URL of a search for practices with the term `slug` in `fact`; empty if no facet has such terms."""
    facet = facets_by_fact().get(fact)
    return f"{index_url}?{urlencode({facet.name: slug})}" if index_url and slug and facet else ""
