"""Finds the page at a URL in one query. Wagtail makes two per level of the tree, and more for the language."""

from copy import copy

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path
from wagtail import urls as wagtail_urls
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from cms.base.caching.as_of_clock import MadeByCallers
from cms.base.delivery.offered import home_page, refuse_unless_offered
from cms.base.delivery.related_pages import RelatedPage, RelatedPages
from cms.base.delivery.sites import site_for
from cms.base.delivery.tree import tree_of

MAX_PART_SLUGS = 3  # slugs below a page
_stored: MadeByCallers[Page | None] = MadeByCallers()


def find_page(request: HttpRequest, path: str) -> Page | None:
    """The page at `path` below the home page of the reader's language, whether it is live or not.

    It comes with its related pages. Returns None if there is none, or if only Wagtail's own routing can decide.
    """
    if site_for(request) is None:
        return None
    tree, found = tree_of(request), home_page(request)
    for slug in filter(None, path.split("/")):
        found = next((page for page in tree.children(found.path) if page.slug == slug), None) if found else None
    stored = _stored.get(request, found.pk, make=lambda: _load_page(found)) if found else None
    return _own(stored, tree.around(found)) if found and stored else None


def _load_page(found: RelatedPage) -> Page | None:
    """The page as its specific class, with all rows needed to show it; None if it has just been deleted."""
    model = found.specific_class
    if model is None:
        return None
    joined = [*getattr(model, "shown_with", ()), *(["alias_of__locale"] if found.alias_of_id else [])]
    pages_of_class = model._default_manager.filter(pk=found.pk)
    try:
        return (pages_of_class.select_related(*joined) if joined else pages_of_class).get()
    except model.DoesNotExist:
        return None


def _own(stored: Page, pages: list[RelatedPage]) -> Page:
    """`stored` for one request, which keeps on the page, and on its original, what it finds out about them."""
    page = copy(stored)
    if getattr(page, "original_page", None):
        page.original_page = copy(page.original_page)
    related, by_pk = RelatedPages(page, pages), {each.pk: each for each in pages}
    page._related_pages = related
    for each in filter(None, (page, getattr(page, "original_page", None))):
        each.is_known_open = related.is_open(each)
        if each.pk in by_pk:
            each.locale = by_pk[each.pk].locale
    return page


def find_part(request: HttpRequest, path: str) -> tuple[Page | None, list[str]]:
    """The page that shows a part of itself at `path`, such as the news of a year, and the slugs below it."""
    slugs = [slug for slug in path.split("/") if slug]
    for end in range(len(slugs) - 1, max(0, len(slugs) - 1 - MAX_PART_SLUGS), -1):
        if page := find_page(request, "/".join(slugs[:end])):
            return (page, slugs[end:]) if isinstance(page, RoutablePageMixin) else (None, [])
    return None, []


@transaction.non_atomic_requests
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view with the page already found. Runs without a transaction, which would block writers on SQLite."""
    page, below = find_page(request, path), []
    if page is None:
        page, below = find_part(request, path)
    refuse_unless_offered(request)
    if page is not None:
        try:
            request._wagtail_route_for_request = page.route(request, below)  # type: ignore[attr-defined]
        except Http404:
            request._wagtail_route_for_request = None  # type: ignore[attr-defined]
    elif not ((home := home_page(request)) and home.live):
        raise Http404  # Wagtail would look below the home page of the default language
    return wagtail_serve(request, path)


urlpatterns = [
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
