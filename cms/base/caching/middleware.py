"""Answers public pages from memory, or with "304 Not Modified", and tells browsers and caches what they may store."""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from cms.base.caching.as_of_clock import clock_of
from cms.base.caching.moments import last_change, seconds_until_change

STORED_QUERY = re.compile(r"(page=\d{1,4})?")  # others are too many to store, and some contain what a person typed
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
PUBLIC = ("text/html", "application/atom+xml")  # types of content
PAGES = tuple(f"/{code}/" for code in settings.LANGUAGE_CODES)
CODE = ("cms", "home", "locale", "practices", "search", "templates")


class PageCacheMiddleware:
    """Stands outside of the compression, so that what it stores is compressed already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PAGES):
            return self.get_response(request)
        if any(name in request.COOKIES for name in PERSONAL_COOKIES):
            return _for_one_person(self.get_response(request))
        if request.method not in ("GET", "HEAD") or not settings.PAGE_CACHE_SECONDS:
            return self.get_response(request)
        try:
            etag = _etag(request)
        except DisallowedHost:  # Django responds to it
            return self.get_response(request)
        return self._public(request, etag)

    def _public(self, request: HttpRequest, etag: str) -> HttpResponse:
        if request.headers.get("If-None-Match") and (unchanged := get_conditional_response(request, etag=etag)):
            return _with_headers(unchanged, request, etag)
        is_stored = STORED_QUERY.fullmatch(request.META["QUERY_STRING"]) is not None
        store, key = caches["pages"], etag + _encoding(request)
        if is_stored and (found := store.get(key)):
            return _with_headers(found, request, etag)
        response = self.get_response(request)
        if not _is_public(request, response):
            return response
        _with_headers(response, request, etag)
        if is_stored and request.method == "GET":
            store.set(key, response, settings.PAGE_CACHE_SECONDS)
        return response


def _etag(request: HttpRequest) -> str:
    """The ETag, from everything that a public page depends on."""
    parts = (
        clock_of(request),
        code_version(),
        timezone.localdate(),
        last_change(request),
        request.scheme,
        request.get_host(),
        request.path,
        request.META["QUERY_STRING"],
    )
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _encoding(request: HttpRequest) -> str:
    return "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else ""


def _is_public(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the page is the same for every visitor: no form with a token, nothing behind a password."""
    return (
        response.status_code == 200
        and not response.streaming
        and response.get("Content-Type", "").startswith(PUBLIC)
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not response.has_header("Cache-Control")
    )


def _with_headers(response: HttpResponse, request: HttpRequest, etag: str) -> HttpResponse:
    """Sets the headers: caches revalidate each time, except those that are purged after a change."""
    response["ETag"] = etag
    if request.GET.get("q"):
        patch_cache_control(response, private=True, no_cache=True)  # what somebody has searched for
    elif settings.WAGTAILFRONTENDCACHE and not request.META["QUERY_STRING"]:
        seconds = min(settings.SHARED_CACHE_SECONDS, seconds_until_change(request))
        patch_cache_control(response, public=True, max_age=0, s_maxage=seconds)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response


def _for_one_person(response: HttpResponse) -> HttpResponse:
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_store=True)
    return response


@lru_cache(maxsize=1)
def code_version() -> str:
    """Changes with each deployment; the same in all its processes, and in every container of an image."""
    files = (path for folder in CODE for path in (settings.BASE_DIR / folder).rglob("*") if path.is_file())
    seen = sorted(
        (str(path), path.stat().st_size, int(path.stat().st_mtime)) for path in files if path.suffix != ".pyc"
    )
    return sha256(repr(seen).encode()).hexdigest()
