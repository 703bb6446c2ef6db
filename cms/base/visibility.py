"""Which pages are behind a login or a password. Wagtail asks the database at every `.public()`; here once a request."""

from typing import TypeVar

from django.http import HttpRequest
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

Pages = TypeVar("Pages", bound=PageQuerySet)


def private_paths(request: HttpRequest | None) -> list[str]:
    """The tree paths of the pages that are restricted, with everything below them."""
    paths = getattr(request, "_private_paths", None)
    if paths is None:
        paths = list(PageViewRestriction.objects.values_list("page__path", flat=True))
        if request is not None:
            request._private_paths = paths  # type: ignore[attr-defined]
    return paths


def visible(pages: Pages, request: HttpRequest | None) -> Pages:
    """Those of `pages` that are live and that everybody may see."""
    pages = pages.live()
    for path in private_paths(request):
        pages = pages.exclude(path__startswith=path)
    return pages
