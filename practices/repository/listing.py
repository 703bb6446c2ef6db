"""Which practices visitors may see, newest first: cached in memory until the change clock ticks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Page

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.delivery.related_pages import RelatedPage, has_own_words
from cms.base.delivery.tree import tree_of
from cms.base.delivery.urls import served_paths
from practices.partners.listing import partner_facts
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage


@dataclass(frozen=True, slots=True)
class Visible:
    original: RelatedPage
    pages: dict[str, RelatedPage]  # by language, including the original
    partner_name: str


@dataclass(frozen=True, slots=True)
class Readable:
    """A practice, and the page that a reader gets for it."""

    original: RelatedPage
    shown: RelatedPage
    partner_name: str


def _load_practices(request: HttpRequest) -> list[Visible]:
    tree, served = tree_of(request), served_paths(request)
    newest_first = PracticePage.objects.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    originals: list[RelatedPage] = []
    translations: dict[int, list[RelatedPage]] = defaultdict(list)
    for pk, original_pk in newest_first.values_list("pk", "original_page_id"):
        page = tree.by_pk.get(pk)
        # As in the search, a page that is not below a site's home page has no URL, and is left out.
        if page and has_own_words(page) and page.url_path.startswith(served):
            (translations[original_pk] if original_pk else originals).append(page)
    partners = {page.path: _partner_name(page, request) for page in tree.of_class(PartnerPage, [""])}
    visible = []
    for original in originals:
        name = partners.get(original.path[: -Page.steplen], "")
        if name is not None:
            group = {page.language: page for page in (*translations[original.pk], original)}
            visible.append(Visible(original, group, name))
    return visible


def _partner_name(page: RelatedPage, request: HttpRequest) -> str | None:
    """None if the partner's original is private, in which case everything below the page is."""
    facts = partner_facts.get(request).get(page.pk)
    original = tree_of(request).by_pk.get(facts.original_pk) if facts else None
    if facts is None or original is None:
        return ""
    return None if original.is_private else facts.short_name


visible_practices = AsOfClock(_load_practices)


def readable_practices(languages: Sequence[str], request: HttpRequest) -> Iterator[Readable]:
    """The practices readable in any of `languages`, even if only in translation: each in the first that it has."""
    for practice in visible_practices.get(request):
        for code in languages:
            if code in practice.pages:
                yield Readable(practice.original, practice.pages[code], practice.partner_name)
                break
