"""The addresses of pages, as Wagtail gives them. It reverses each of them; here only those of the home pages are."""

from functools import lru_cache
from typing import Protocol
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath


class Addressed(Protocol):
    """A page, or a row of one."""

    pk: int
    url_path: str


def url_of(page: Addressed, request: HttpRequest | None) -> str:
    """As `page.get_url(request)`; empty for a page that stands below the home page of no site."""
    roots = _roots(request)
    if not _of_one_site(roots):
        return _as_model(page).get_url(request) or ""
    root = _root(page, roots)
    return _path(page, root) if root else ""


def full_url_of(page: Addressed, request: HttpRequest | None) -> str:
    """As `page.get_full_url(request)`; empty for a page that stands below the home page of no site."""
    roots = _roots(request)
    if not _of_one_site(roots):
        return _as_model(page).get_full_url(request) or ""
    root = _root(page, roots)
    return root.root_url + _path(page, root) if root else ""


def _roots(request: HttpRequest | None) -> list[SiteRootPath]:
    """The home pages of every site. Wagtail looks in its cache once a request, too, and then here."""
    if request is None:
        return Site.get_site_root_paths()
    if not hasattr(request, "_wagtail_cached_site_root_paths"):
        request._wagtail_cached_site_root_paths = Site.get_site_root_paths()  # type: ignore[attr-defined]
    return request._wagtail_cached_site_root_paths  # type: ignore[attr-defined]


def _of_one_site(roots: list[SiteRootPath]) -> bool:
    """Of several sites, the request decides whose address is meant, and whether the host is said."""
    return all(root.site_id == roots[0].site_id for root in roots)


def _root(page: Addressed, roots: list[SiteRootPath]) -> SiteRootPath | None:
    return next((root for root in roots if page.url_path.startswith(root.root_path)), None)


def _path(page: Addressed, root: SiteRootPath) -> str:
    below = page.url_path.removeprefix(root.root_path)
    return _home(root.language_code, get_script_prefix()) + quote(below)  # slugs may have letters of every script


@lru_cache
def _home(language: str, script_prefix: str) -> str:
    """The address of a home page. `script_prefix`: what `reverse` begins it with."""
    with translation.override(language):
        return reverse("wagtail_serve", args=("",))


def _as_model(page: Addressed) -> Page:
    return Page(pk=page.pk, url_path=page.url_path)
