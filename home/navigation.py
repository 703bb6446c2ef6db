"""The pages linked on every page: the children of the home page, and those in the footer."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.delivery.offered import home_page
from cms.base.delivery.related_pages import RelatedPage, is_visible, related_pages_of
from cms.base.delivery.tree import tree_of
from cms.base.languages import active_language


@dataclass(frozen=True)
class Navigation:
    """The linked pages, limited to public ones."""

    below_home: list[RelatedPage]  # including those not shown in menus
    footer: list[RelatedPage]


def _load_footer(request: HttpRequest) -> frozenset[int]:
    return frozenset(Page.objects.filter(standardpage__show_in_footer=True).order_by().values_list("pk", flat=True))


in_footer = AsOfClock(_load_footer)


def navigation(request: HttpRequest, page: Page | None) -> Navigation:
    """The navigation in the language of `page`, or the reader's if no page is shown."""
    tree, home, language = tree_of(request), _home(request, page), active_language()
    footer = [page for pk in in_footer.get(request) if (page := tree.by_pk.get(pk)) and page.language == language]
    return Navigation(
        below_home=[child for child in tree.children(home.path) if is_visible(child)] if home else [],
        footer=sorted(filter(is_visible, footer), key=lambda page: page.path),
    )


def _home(request: HttpRequest, page: Page | None) -> Page | RelatedPage | None:
    if page is not None and page.path:
        return related_pages_of(page).home
    return home_page(request)
