"""The pages linked on every page: the children of the home page, and those in the footer. Queried once per request."""

from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest
from wagtail.models import Page

from cms.base.delivery.offered import home_page
from cms.base.delivery.related_pages import IS_PRIVATE, ROW, PageRow, RelatedPage, related_pages_of
from cms.base.languages import active_language

# Runs on every request: raw SQL, because the ORM takes longer to build it than the database to answer.
BELOW_HOME_AND_FOOTER = f"""
SELECT {ROW}, p.path, p.show_in_menus, 0 FROM wagtailcore_page p
WHERE p.live AND p.depth = %s AND p.path BETWEEN %s AND %s AND NOT {IS_PRIVATE}
UNION ALL
SELECT {ROW}, p.path, p.show_in_menus, 1 FROM home_standardpage s
JOIN wagtailcore_page p ON p.id = s.page_ptr_id
JOIN wagtailcore_locale l ON l.id = p.locale_id
WHERE s.show_in_footer AND l.language_code = %s AND p.live AND NOT {IS_PRIVATE}
ORDER BY path
"""  # noqa: S608 (constants)


@dataclass(slots=True)
class MenuRow(PageRow):
    path: str
    show_in_menus: bool
    in_footer: bool


@dataclass(frozen=True)
class Navigation:
    """Only what everybody may see."""

    below_home: list[MenuRow]  # including those not shown in menus
    footer: list[MenuRow]


def navigation(request: HttpRequest, page: Page | None) -> Navigation:
    """In the language of `page`'s home page, or the reader's if no page is shown."""
    if not hasattr(request, "_navigation"):
        request._navigation = _query(_home(request, page))  # type: ignore[attr-defined]
    return request._navigation  # type: ignore[attr-defined]


def _query(home: Page | RelatedPage | None) -> Navigation:
    depth, path = (home.depth + 1, home.path) if home else (0, "")
    first, last = path + Page.steplen * "0", path + Page.steplen * "Z"  # as the tree numbers the children of a page
    with connection.cursor() as cursor:
        cursor.execute(BELOW_HOME_AND_FOOTER, [depth, first, last, active_language()])
        found = [MenuRow(*row) for row in cursor.fetchall()]
    return Navigation([page for page in found if not page.in_footer], [page for page in found if page.in_footer])


def _home(request: HttpRequest, page: Page | None) -> Page | RelatedPage | None:
    if page is not None and page.path:
        return related_pages_of(page).home
    return home_page(request)
