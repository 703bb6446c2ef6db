"""The pages that stand on every page: those right below the home page, and those at the foot. Asked once a request."""

from dataclasses import dataclass

from django.db.models import Value
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.base.family import family_of
from cms.base.languages import active_language
from cms.base.visibility import visible


@dataclass(frozen=True)
class Navigation:
    """Only what everybody may see."""

    below_home: list[Page]  # not only those that are shown in menus
    foot: list[Page]


def navigation(request: HttpRequest, page: Page | None) -> Navigation:
    """In the language of the home page above `page`, or of the reader where no page is shown."""
    if not hasattr(request, "_navigation"):
        request._navigation = _ask(_home(request, page))  # type: ignore[attr-defined]
    return request._navigation  # type: ignore[attr-defined]


def _ask(home: Page | None) -> Navigation:
    below_home = home.get_children() if home else Page.objects.none()
    foot = Page.objects.filter(standardpage__show_in_footer=True, locale__language_code=active_language())
    both = [visible(pages).annotate(in_foot=Value(n)).order_by() for n, pages in enumerate((below_home, foot))]
    found = sorted(both[0].union(both[1], all=True), key=lambda page: page.path)
    return Navigation([page for page in found if not page.in_foot], [page for page in found if page.in_foot])


def _home(request: HttpRequest, page: Page | None) -> Page | None:
    if page is not None and page.path:
        return family_of(page).home
    site = Site.find_for_request(request)
    if site is None:
        return None
    key = site.root_page.translation_key
    return Page.objects.filter(translation_key=key, locale__language_code=active_language()).first()
