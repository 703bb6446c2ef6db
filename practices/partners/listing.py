"""Partners as needed for lists of them and their practices: cached in memory until the change clock ticks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.delivery.related_pages import RelatedPage, is_visible
from cms.base.delivery.tree import rows_in_best_language, tree_of
from cms.base.delivery.urls import full_url_of, url_of
from cms.base.languages import active_language
from practices.facts import load_concepts
from practices.partners.page import PartnerPage


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """The facts for a partner's page in any language, taken from its original."""

    original_pk: int
    short_name: str
    is_live: bool  # whether the original is live


def _load_facts(request: HttpRequest) -> dict[int, PartnerFacts]:
    rows = list(PartnerPage.objects.order_by().values_list("pk", "original_page_id", "short_name", "live"))
    originals = {pk: PartnerFacts(pk, name, live) for pk, original_pk, name, live in rows if original_pk is None}
    return {pk: originals[original_pk or pk] for pk, original_pk, _, _ in rows if (original_pk or pk) in originals}


partner_facts = AsOfClock(_load_facts)


@dataclass(frozen=True, slots=True)
class PartnerAbove:
    """The partner of a practice, as the practice's page shows it."""

    title: str
    short_name: str
    is_shown: bool  # whether it is visible at its URL
    url: str
    full_url: str


def partner_above(page: RelatedPage, request: HttpRequest) -> PartnerAbove | None:
    """The partner of its page `page`, which may be a draft; None if it has just been deleted."""
    facts = partner_facts.get(request).get(page.pk)
    if facts is None:
        return None
    is_shown = page.live and facts.is_live
    return PartnerAbove(page.title, facts.short_name, is_shown, url_of(page, request), full_url_of(page, request))


def partners_below(homes: Iterable[RelatedPage], languages: Sequence[str], request: HttpRequest) -> list[PartnerPage]:
    """The partners that visitors may see, in tree order: each once, in the first of `languages` that it has.

    A translation is as private as its original, and hidden while the original is not published.
    """
    return partners.get(request, tuple(home.path for home in homes), tuple(languages), active_language())


def _load_partners(
    request: HttpRequest, paths: tuple[str, ...], languages: tuple[str, ...], reader: str
) -> list[PartnerPage]:
    """`reader` is the active language: each partner's countries are sorted in it."""
    tree, facts = tree_of(request), partner_facts.get(request)

    def has_visible_original(page: RelatedPage) -> bool:
        original = tree.by_pk.get(facts[page.pk].original_pk) if page.pk in facts else None
        return original is not None and is_visible(original)

    shown = rows_in_best_language(filter(has_visible_original, tree.of_class(PartnerPage, paths)), languages)
    # One narrow query: with a join on the originals, it takes three times as long to build.
    ids = {pk for page in shown for pk in (page.pk, facts[page.pk].original_pk)}
    found = {page.pk: page for page in PartnerPage.objects.filter(pk__in=ids).order_by()}
    pages = [found[page.pk] for page in shown if page.pk in found]
    for page in pages:
        page.locale = tree.by_pk[page.pk].locale
        if page.original_page_id:
            page.original_page = found[page.original_page_id]
    load_concepts([page.original for page in pages], "countries")
    return pages


partners = AsOfClock(_load_partners)
