"""Slugs of pages that would be unreachable, because the URL configuration serves something else at their URL."""

from itertools import chain, count
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, gettext
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

PAGES = "wagtail_serve"  # the name of the pattern that serves pages


def is_reserved(slug: str, parent: Page | None) -> bool:
    """Whether something other than a page is served at the URL of `slug` below `parent`."""
    if not slug or parent is None or parent.is_root():
        return False
    if _is_part(slug, parent.specific_class):
        return True
    below_home = parent.url_path.strip("/").split("/")[1:]
    path = "/".join([get_language() or settings.LANGUAGE_CODE, *below_home, slug])
    try:
        return resolve(f"/{path}/").url_name != PAGES
    except Resolver404:
        return False


def _is_part(slug: str, parent: type[Page] | None) -> bool:
    """Whether pages of the class `parent` show a part of themselves there."""
    if parent is None or not issubclass(parent, RoutablePageMixin):
        return False
    try:
        return bool(parent.get_resolver().resolve(f"/{slug}/"))
    except Resolver404:
        return False


def free_slug(slug: str, parent: Page, page_id: int | None = None) -> str:
    """`slug`, with a number appended if it is reserved or taken by a page other than `page_id`."""
    taken = set(parent.get_children().exclude(pk=page_id).filter(slug__startswith=slug).values_list("slug", flat=True))
    candidates = chain([slug], (f"{slug}-{number}" for number in count(1)))
    return next(each for each in candidates if each not in taken and not is_reserved(each, parent))


def reserved_message(page: Any, parent: Page) -> dict[str, str]:
    text = gettext("“%(slug)s” is the URL of another part of the site. Choose another slug, such as “%(suggestion)s”.")
    return {"slug": text % {"slug": page.slug, "suggestion": free_slug(page.slug, parent, page.pk)}}
