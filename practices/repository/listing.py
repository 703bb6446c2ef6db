"""Which practices visitors may see, newest first: in memory, as of the clock of changes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.http import HttpRequest

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.delivery.related_pages import RelatedPage, has_own_words
from cms.base.delivery.tree import tree_of
from cms.base.delivery.urls import url_of
from practices.partners.listing import is_private_partner, partner_facts
from practices.repository.practice import PracticePage


@dataclass(frozen=True, slots=True)
class Visible:
    original: RelatedPage
    pages: dict[str, RelatedPage]  # by language, including the original
    partner_name: str


@dataclass(frozen=True, slots=True)
class Readable:
    """A practice, and the page that a reader gets of it."""

    original: RelatedPage
    shown: RelatedPage
    partner_name: str


def _load_practices(request: HttpRequest) -> list[Visible]:
    tree, partners = tree_of(request), partner_facts.get(request)
    newest_first = PracticePage.objects.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    pages = newest_first.values_list("pk", "original_page_id")
    originals: list[RelatedPage] = []
    translations: dict[int, list[RelatedPage]] = defaultdict(list)
    for pk, original_pk in pages:
        page = tree.by_pk.get(pk)
        # As in the search, a page that is not below a site's home page has no URL, and is left out.
        if page and has_own_words(page) and url_of(page, request):
            (translations[original_pk] if original_pk else originals).append(page)
    visible = []
    for original in originals:
        partner = tree.parent(original)
        if not is_private_partner(partner, request):
            name = partners[partner.pk].short_name if partner and partner.pk in partners else ""
            group = {page.language: page for page in (*translations[original.pk], original)}
            visible.append(Visible(original, group, name))
    return visible


visible_practices = AsOfClock(_load_practices)


def readable_practices(languages: Sequence[str], request: HttpRequest) -> list[Readable]:
    """Those that can be read in any of `languages`, if only as a translation: each in the first that it has."""
    found = []
    for practice in visible_practices.get(request):
        shown = next((practice.pages[code] for code in languages if code in practice.pages), None)
        if shown:
            found.append(Readable(practice.original, shown, practice.partner_name))
    return found
