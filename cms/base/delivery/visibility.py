"""Which pages everybody may see. Wagtail's `.public()` queries the restrictions first; here, one query does both."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.base.delivery.offered import below_unoffered_homes

Pages = TypeVar("Pages", bound=PageQuerySet)
hidden_too: list[Callable[[], Q]] = []  # what else hides a page: the apps above add their conditions


@cache
def is_private() -> Exists:
    """Whether a page, or an ancestor of it, is behind a login or a password."""
    path = ExpressionWrapper(OuterRef("path"), CharField())
    # Not `page__path`: with a join, SQLite starts from all pages and looks for restrictions on each.
    restricted = Subquery(Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path"))
    return Exists(
        PageViewRestriction.objects.alias(below=path, restricted=restricted).filter(below__startswith=F("restricted"))
    )


def visible(pages: Pages) -> Pages:
    """Those of `pages` that are live and open to everybody, also in languages that are not offered."""
    return pages.live().exclude(is_private())


def open_pages() -> PageQuerySet:
    """The pages of every kind that are live and open to everybody, also in languages that are not offered."""
    pages = visible(Page.objects.all())
    for condition in hidden_too:
        pages = pages.exclude(condition())
    return pages


def public_pages() -> PageQuerySet:
    """Those of `open_pages` that are in the languages offered. Takes two queries to find these."""
    return open_pages().exclude(below_unoffered_homes())
