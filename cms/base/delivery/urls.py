"""The URLs of pages, the same as Wagtail's. Wagtail reverses each of them; here, only the home pages' are reversed."""

from functools import lru_cache
from typing import Protocol
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath


class HasUrlPath(Protocol):
    """A page, or a row of one."""

    pk: int
    url_path: str


def url_of(page: HasUrlPath, request: HttpRequest | None) -> str:
    """As `page.get_url(request)`; empty for a page that is not below the home page of any site."""
    roots = _roots(request)
    if not _of_one_site(roots):
        return _as_model(page).get_url(request) or ""
    root = _root(page, roots)
    return _path(page, root) if root else ""


def full_url_of(page: HasUrlPath, request: HttpRequest | None) -> str:
    """As `page.get_full_url(request)`; empty for a page that is not below the home page of any site."""
    roots = _roots(request)
    if not _of_one_site(roots):
        return _as_model(page).get_full_url(request) or ""
    root = _root(page, roots)
    return root.root_url + _path(page, root) if root else ""


def served_paths(request: HttpRequest) -> tuple[str, ...]:
    """The prefixes of `url_path` of the pages that have a URL."""
    return tuple(root.root_path for root in _roots(request))


def _roots(request: HttpRequest | None) -> list[SiteRootPath]:
    """The home pages of every site. Like Wagtail, looks in the cache once per request, and then on the request."""
    if request is None:
        return Site.get_site_root_paths()
    if not hasattr(request, "_wagtail_cached_site_root_paths"):
        request._wagtail_cached_site_root_paths = Site.get_site_root_paths()  # type: ignore[attr-defined]
    return request._wagtail_cached_site_root_paths  # type: ignore[attr-defined]


def _of_one_site(roots: list[SiteRootPath]) -> bool:
    """With several sites, the request decides which site's URL is meant, and whether it includes the host."""
    return all(root.site_id == roots[0].site_id for root in roots)


def _root(page: HasUrlPath, roots: list[SiteRootPath]) -> SiteRootPath | None:
    return next((root for root in roots if page.url_path.startswith(root.root_path)), None)


def _path(page: HasUrlPath, root: SiteRootPath) -> str:
    below = page.url_path.removeprefix(root.root_path)
    return _home(root.language_code, get_script_prefix()) + quote(below)  # slugs may have letters of any script


@lru_cache
def _home(language: str, script_prefix: str) -> str:
    """The URL of a home page. `script_prefix` is part of the cache key only: `reverse` adds it."""
    with translation.override(language):
        return reverse("wagtail_serve", args=("",))


def _as_model(page: HasUrlPath) -> Page:
    return Page(pk=page.pk, url_path=page.url_path)
